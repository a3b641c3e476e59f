;; Finds where JSON values end, 64 bytes at a time. lib/core/log-file/value-end.ts holds this module in compiled
;; form and is its only caller; a test compiles this file and compares.
;;
;; Of each block of 64 bytes the quotes are found first, those that a backslash escapes left out. From them follows which
;; bytes are in strings: those from an opening quote up to before its closing one, a prefix XOR of the quotes' bits. What is
;; left to look at one by one are the events: brackets outside of strings, escaped characters, control characters, and ends
;; of host names. What stands outside of all brackets is walked through byte by byte.
;;
;; Where a value ends depends on quotes, backslashes and brackets alone. Other bytes that cannot stand where they stand are
;; a flaw of the value: it is told, and breaks nothing.
(module
  ;; Integers of 32 bits at these addresses are shared with the caller:
  ;;    0  in, out: depth, the number of open brackets
  ;;    4  in, out: state, 0 outside of strings, 1 in a string, 2 after a backslash
  ;;    8  out: where the text is broken: a bracket that closes nothing or is one too many, a backslash outside of strings
  ;;   12  out: how many values were passed over
  ;;   16  out: where the last value starts
  ;;   20  out: hint, what the strings at the top level of the last value tell: 4 it has a flaw, 3 it may come from
  ;;       Systems Manager or tells no host name it comes from, 2 it comes from a watched service and holds a watched
  ;;       name, 1 it may come from KMS, 0 neither
  ;;   24  out: whether the last value has white space outside of strings
  ;;   28  out: where the first flaw of the last value is, 0 for none
  ;;   32  in: how many names are watched, up to 13
  ;;   36  in: whether neighbours are watched as well
  ;;   40  in: of each name up to eight bytes that records which hold it have, as an integer of 64 bits with bit 5 of each byte
  ;;       set, so that case does not matter, and the mask of those that count
  ;;  256  in, out: the open brackets, a byte each, up to 1 MiB; the text stands above
  (memory (export "memory") 17)
  (global $depth (mut i32) (i32.const 0))
  (global $state (mut i32) (i32.const 0))
  (global $start (mut i32) (i32.const 0))
  (global $hint (mut i32) (i32.const 0))
  (global $spaces (mut i32) (i32.const 0))
  (global $flaw (mut i32) (i32.const 0))
  (global $sourced (mut i32) (i32.const 0))
  (global $watched (mut i32) (i32.const 0))

  ;; Scans the value at $at, a string, an object or an array, or goes on with it where depth or state say so. Gives the
  ;; address after it, -1 where it goes on after $end, -2 where it is broken. An object whose hint is below $least is
  ;; passed over where the next object follows at once, which is then the value: all but a few of a log file's records.
  (func (export "scan") (param $at i32) (param $end i32) (param $least i32) (result i32)
    (local $passed i32)
    (global.set $depth (i32.load (i32.const 0)))
    (global.set $state (i32.load (i32.const 4)))
    (loop $values
      (global.set $start (local.get $at))
      (global.set $hint (i32.const 0))
      (global.set $spaces (i32.const 0))
      (global.set $flaw (i32.const 0))
      (global.set $sourced (i32.const 0))
      (global.set $watched (i32.const 0))
      (local.set $at (call $value_end (local.get $at) (local.get $end)))
      ;; An object without a host name for an event source may be anybody's.
      (if (i32.and
            (i32.eqz (global.get $sourced))
            (i32.eq (i32.load8_u (global.get $start)) (i32.const 0x7b))) ;; '{'
        (then (call $raise_hint (i32.const 3))))
      (if (i32.and (global.get $watched) (i32.lt_s (i32.const 0) (local.get $at)))
        (then
          (if (call $holds_name (global.get $start) (local.get $at)) (then (call $raise_hint (i32.const 2))))))
      (if (i32.and
            (i32.lt_u (global.get $hint) (local.get $least))
            (i32.and
              (i32.lt_s (i32.const 0) (local.get $at))
              (i32.lt_s (i32.add (local.get $at) (i32.const 1)) (local.get $end))))
        (then
          (if (i32.eq (i32.load16_u (local.get $at)) (i32.const 0x7b2c)) ;; ',{'
            (then
              (local.set $passed (i32.add (local.get $passed) (i32.const 1)))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br $values))))))
    (i32.store (i32.const 0) (global.get $depth))
    (i32.store (i32.const 4) (global.get $state))
    (i32.store (i32.const 12) (local.get $passed))
    (i32.store (i32.const 16) (global.get $start))
    (i32.store (i32.const 20) (global.get $hint))
    (i32.store (i32.const 24) (global.get $spaces))
    (i32.store (i32.const 28) (global.get $flaw))
    (local.get $at))

  ;; The address after the value at $at, or -1, or -2.
  (func $value_end (param $at i32) (param $end i32) (result i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $quote v128) (local $slash v128) (local $space v128) (local $dot v128) (local $fold v128) (local $bracket v128)
    (local $quotes i64) (local $slashes i64) (local $escaped i64) (local $inside i64) (local $outside i64)
    (local $valid i64) (local $events i64) (local $bit i64) (local $event i32) (local $size i32) (local $before i32)
    (local.set $quote (i8x16.splat (i32.const 0x22))) ;; '"'
    (local.set $slash (i8x16.splat (i32.const 0x5c))) ;; '\'
    (local.set $space (i8x16.splat (i32.const 0x20)))
    (local.set $dot (i8x16.splat (i32.const 0x2e))) ;; '.'
    ;; 0xd9 makes 'Y' of all four brackets; of 'Y', 'y', '_' and DEL too, which may stand nowhere outside of strings.
    (local.set $fold (i8x16.splat (i32.const 0xd9)))
    (local.set $bracket (i8x16.splat (i32.const 0x59)))
    (loop $blocks
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const -1))))
      (if (i32.or (i32.eqz (global.get $depth)) (i32.eq (global.get $state) (i32.const 2)))
        (then
          (if (i32.eqz (call $step (local.get $at))) (then (return (call $broken (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (if (i32.eqz (i32.or (global.get $depth) (global.get $state))) (then (return (local.get $at))))
          (br $blocks)))
      (local.set $a (v128.load (local.get $at)))
      (local.set $b (v128.load offset=16 (local.get $at)))
      (local.set $c (v128.load offset=32 (local.get $at)))
      (local.set $d (v128.load offset=48 (local.get $at)))
      ;; Of the last block only what stands before the end counts.
      (local.set $size (i32.sub (local.get $end) (local.get $at)))
      (if (i32.gt_u (local.get $size) (i32.const 64)) (then (local.set $size (i32.const 64))))
      (local.set $valid (i64.shr_u (i64.const -1) (i64.extend_i32_u (i32.sub (i32.const 64) (local.get $size)))))

      (local.set $quotes (i64.or
        (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $quote)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $quote)))) (i64.const 16)))
        (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (local.get $quote)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (local.get $quote)))) (i64.const 48)))))
      (local.set $escaped (i64.const 0))
      (local.set $slashes (i64.const 0))
      (if (v128.any_true (v128.or
            (v128.or (i8x16.eq (local.get $a) (local.get $slash)) (i8x16.eq (local.get $b) (local.get $slash)))
            (v128.or (i8x16.eq (local.get $c) (local.get $slash)) (i8x16.eq (local.get $d) (local.get $slash)))))
        (then
          (local.set $slashes (i64.or
            (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $slash)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $slash)))) (i64.const 16)))
            (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (local.get $slash)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (local.get $slash)))) (i64.const 48)))))
          (local.set $escaped (call $escaped_by (local.get $slashes)))
          (local.set $quotes (i64.and (local.get $quotes) (i64.xor (local.get $escaped) (i64.const -1))))))

      ;; A bit for each byte that is in a string, an opening quote included and a closing quote not.
      (local.set $inside (i64.xor (local.get $quotes) (i64.shl (local.get $quotes) (i64.const 1))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 2))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 4))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 8))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 16))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 32))))
      (local.set $inside (i64.xor (local.get $inside) (i64.sub (i64.const 0) (i64.extend_i32_u (global.get $state)))))
      (local.set $outside (i64.and (local.get $valid) (i64.xor (local.get $inside) (i64.const -1))))

      ;; Anywhere: what follows a backslash, and control characters, of which there are none but in pretty-printed files.
      (local.set $events (local.get $escaped))
      (if (v128.any_true (i8x16.lt_u
            (i8x16.min_u
              (i8x16.min_u (local.get $a) (local.get $b))
              (i8x16.min_u (local.get $c) (local.get $d)))
            (local.get $space)))
        (then
          (local.set $events (i64.or (local.get $events) (i64.or
              (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (local.get $a) (local.get $space)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (local.get $b) (local.get $space)))) (i64.const 16)))
              (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (local.get $c) (local.get $space)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.lt_u (local.get $d) (local.get $space)))) (i64.const 48))))))))
      (local.set $events (i64.and (local.get $events) (local.get $valid)))
      (if (i32.eqz (global.get $spaces))
        (then
          (global.set $spaces (i64.ne (i64.const 0) (i64.and
            (local.get $outside)
            (i64.or
              (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $space)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $space)))) (i64.const 16)))
              (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (local.get $space)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (local.get $space)))) (i64.const 48)))))))))

      ;; Outside of strings: brackets, closing quotes four bytes after a dot, and backslashes, which are wrong there.
      (local.set $before (i32.sub (local.get $at) (i32.const 4)))
      (local.set $a (v128.or (i8x16.eq (v128.and (local.get $a) (local.get $fold)) (local.get $bracket))
        (v128.and (i8x16.eq (local.get $a) (local.get $quote)) (i8x16.eq (v128.load (local.get $before)) (local.get $dot)))))
      (local.set $b (v128.or (i8x16.eq (v128.and (local.get $b) (local.get $fold)) (local.get $bracket))
        (v128.and (i8x16.eq (local.get $b) (local.get $quote)) (i8x16.eq (v128.load offset=16 (local.get $before)) (local.get $dot)))))
      (local.set $c (v128.or (i8x16.eq (v128.and (local.get $c) (local.get $fold)) (local.get $bracket))
        (v128.and (i8x16.eq (local.get $c) (local.get $quote)) (i8x16.eq (v128.load offset=32 (local.get $before)) (local.get $dot)))))
      (local.set $d (v128.or (i8x16.eq (v128.and (local.get $d) (local.get $fold)) (local.get $bracket))
        (v128.and (i8x16.eq (local.get $d) (local.get $quote)) (i8x16.eq (v128.load offset=48 (local.get $before)) (local.get $dot)))))
      (local.set $events (i64.or
        (local.get $events)
        (i64.and
          (local.get $outside)
          (i64.or (local.get $slashes) (i64.or
            (i64.or (i64.extend_i32_u (i8x16.bitmask (local.get $a))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $b))) (i64.const 16)))
            (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $c))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $d))) (i64.const 48))))))))

      (block $no_more
        (loop $each
          (br_if $no_more (i64.eqz (local.get $events)))
          (local.set $bit (i64.ctz (local.get $events)))
          (local.set $events (i64.and (local.get $events) (i64.sub (local.get $events) (i64.const 1))))
          (local.set $event (i32.add (local.get $at) (i32.wrap_i64 (local.get $bit))))
          (if (i32.wrap_i64 (i64.and (i64.shr_u (local.get $escaped) (local.get $bit)) (i64.const 1)))
            (then
              (call $take_escaped (local.get $event))
              (br $each)))
          (global.set $state (i32.wrap_i64 (i64.and (i64.shr_u (local.get $inside) (local.get $bit)) (i64.const 1))))
          (if (i32.eqz (call $take (local.get $event))) (then (return (call $broken (local.get $event)))))
          (if (i32.eqz (global.get $depth)) (then (return (i32.add (local.get $event) (i32.const 1)))))
          (br $each)))
      ;; The last byte may be a backslash that escapes the next.
      (local.set $bit (i64.extend_i32_u (i32.sub (local.get $size) (i32.const 1))))
      (local.set $slashes (i64.and (local.get $slashes) (i64.xor (local.get $escaped) (i64.const -1))))
      (global.set $state (i32.wrap_i64 (i64.add
        (i64.and (i64.shr_u (local.get $inside) (local.get $bit)) (i64.const 1))
        (i64.and (i64.shr_u (local.get $slashes) (local.get $bit)) (i64.const 1)))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br $blocks))
    (unreachable))

  ;; A bit for each byte that a backslash escapes: every second of a row of backslashes, and what follows an odd row.
  ;; Adding the rows that begin at an odd place to all of them leaves, by its carries, which rows end at an odd place.
  (func $escaped_by (param $slashes i64) (result i64)
    (local $follows i64) (local $starts i64)
    (local.set $follows (i64.shl (local.get $slashes) (i64.const 1)))
    (local.set $starts (i64.and
      (i64.and (local.get $slashes) (i64.const 0xaaaaaaaaaaaaaaaa))
      (i64.xor (local.get $follows) (i64.const -1))))
    (i64.and
      (local.get $follows)
      (i64.xor
        (i64.const 0x5555555555555555)
        (i64.shl (i64.add (local.get $starts) (local.get $slashes)) (i64.const 1)))))

  ;; Takes what a backslash escapes.
  (func $take_escaped (param $at i32)
    ;; At the top level it may spell the event source, or its key.
    (if (i32.eq (global.get $depth) (i32.const 1)) (then (call $raise_hint (i32.const 3))))
    (if (i32.eqz (call $may_be_escaped (local.get $at))) (then (call $flawed (local.get $at)))))

  (func $raise_hint (param $hint i32)
    (if (i32.lt_u (global.get $hint) (local.get $hint)) (then (global.set $hint (local.get $hint)))))

  (func $flawed (param $at i32)
    (if (i32.eqz (global.get $flaw)) (then (global.set $flaw (local.get $at))))
    (global.set $hint (i32.const 4)))

  ;; Takes an event, or any other byte outside of strings. 0 where it breaks the text.
  (func $take (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $byte) (i32.const 0x22)) (then (call $judge (local.get $at)) (return (i32.const 1))))
    (if (i32.lt_u (local.get $byte) (i32.const 0x20))
      (then
        (call $take_control (local.get $at) (local.get $byte))
        (return (i32.const 1))))
    (if (i32.eq (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x7b)) ;; '{', or '[' in lower case
      (then
        (if (i32.eq (global.get $depth) (i32.const 1048320)) (then (return (i32.const 0)))) ;; 1 MiB - 256
        (i32.store8 offset=256 (global.get $depth) (local.get $byte))
        (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
        (return (i32.const 1))))
    ;; A backslash leaves it open whether the next quote is one.
    (if (i32.eq (local.get $byte) (i32.const 0x5c)) (then (return (i32.const 0)))) ;; '\'
    (if (i32.ne (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x7d)) ;; '}', or ']' in lower case
      (then
        (call $flawed (local.get $at))
        (return (i32.const 1))))
    ;; In ASCII a closing bracket is two after its opening one.
    (if (i32.ne
          (local.get $byte)
          (i32.add (i32.load8_u offset=255 (global.get $depth)) (i32.const 2)))
      (then (return (i32.const 0))))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (i32.const 1))

  ;; Outside of strings tab, line feed and carriage return may stand; in strings no control character may.
  (func $take_control (param $at i32) (param $byte i32)
    (if (i32.eqz (global.get $state)) (then (global.set $spaces (i32.const 1))))
    (if (i32.or
          (global.get $state)
          (i32.eqz (i32.and (i32.shr_u (i32.const 0x2600) (local.get $byte)) (i32.const 1)))) ;; bits 9, 10 and 13
      (then (call $flawed (local.get $at)))))

  ;; Raises the hint for the string that ends with the quote at $quote, if it stands at the value's top level: does it
  ;; hold `ssm` or `ec2m` in either case, as all host names of the Systems Manager family do, or is it `kms.…`? The hint
  ;; may be too high, which costs a parse, and never too low: record/event-source.ts has the last word.
  (func $judge (param $quote i32)
    (local $at i32) (local $word i32) (local $lower i32)
    (if (i32.ne (global.get $depth) (i32.const 1)) (then (return)))
    (local.set $at (i32.sub (local.get $quote) (i32.const 4)))
    (loop $back
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (if (i32.lt_u (local.get $at) (global.get $start)) (then (return)))
      (local.set $word (i32.load (local.get $at)))
      (if (i32.eq (i32.and (local.get $word) (i32.const 0xff)) (i32.const 0x22)) ;; '"'
        (then
          (if (i32.and
                (i32.eq (i32.load offset=1 (local.get $at)) (i32.const 0x2e736d6b)) ;; 'kms.'
                (i32.eqz (global.get $hint)))
            (then (global.set $hint (i32.const 1))))
          (if (i32.load (i32.const 32))
            (then (global.set $watched (i32.or
              (global.get $watched)
              (call $is_watched (i32.load offset=1 (local.get $at)))))
            (if (i32.load (i32.const 36))
              (then (global.set $watched (i32.or
                (global.get $watched)
                (call $is_neighbour (i32.load offset=1 (local.get $at)))))))))
          (if (i32.eqz (global.get $sourced)) (then (global.set $sourced (call $is_source (local.get $at)))))
          (return)))
      (local.set $lower (i32.or (local.get $word) (i32.const 0x20202020)))
      (if (i32.or
            (i32.eq (i32.and (local.get $lower) (i32.const 0xffffff)) (i32.const 0x6d7373)) ;; 'ssm'
            (i32.eq (local.get $lower) (i32.const 0x6d326365))) ;; 'ec2m'
        (then (call $raise_hint (i32.const 3)) (return)))
      (br $back)))

  ;; Whether host names of a service in core/guard begin so.
  (func $is_watched (param $word i32) (result i32)
    (i32.or
      (i32.or
        (i32.or
          (i32.or (i32.eq (local.get $word) (i32.const 0x612e3373)) (i32.eq (local.get $word) (i32.const 0x2e736d6b))) ;; 's3.a', 'kms.'
          (i32.or (i32.eq (local.get $word) (i32.const 0x2e6d6169)) (i32.eq (local.get $word) (i32.const 0x626d616c)))) ;; 'iam.', 'lamb'
        (i32.or
          (i32.or (i32.eq (local.get $word) (i32.const 0x756f6c63)) (i32.eq (local.get $word) (i32.const 0x616e7964))) ;; 'clou', 'dyna'
          (i32.or (i32.eq (local.get $word) (i32.const 0x2e736e73)) (i32.eq (local.get $word) (i32.const 0x2e737173))))) ;; 'sns.', 'sqs.'
      (i32.or
        (i32.or (i32.eq (local.get $word) (i32.const 0x696e6f6d)) (i32.eq (local.get $word) (i32.const 0x6e657665))) ;; 'moni', 'even'
        (i32.or (i32.eq (local.get $word) (i32.const 0x65686373)) (i32.eq (local.get $word) (i32.const 0x73676f6c)))))) ;; 'sche', 'logs'

  ;; Whether host names of a neighbour in neighbours/neighbour-calls.ts begin so.
  (func $is_neighbour (param $word i32) (result i32)
    (i32.or (i32.eq (local.get $word) (i32.const 0x2e736365)) (i32.eq (local.get $word) (i32.const 0x2d326365)))) ;; 'ecs.', 'ec2-'

  ;; Whether the bytes from $at to $end hold the bytes of a watched name. It may say yes of some more: up to eight bytes
  ;; after the end count as well.
  (func $holds_name (param $at i32) (param $end i32) (result i32)
    (local $name i32) (local $last i32)
    (local.set $name (i32.const 40))
    (local.set $last (i32.add (i32.const 40) (i32.shl (i32.load (i32.const 32)) (i32.const 4))))
    (loop $names
      (if (call $holds (local.get $at) (local.get $end) (i64.load (local.get $name)) (i64.load offset=8 (local.get $name)))
        (then (return (i32.const 1))))
      (local.set $name (i32.add (local.get $name) (i32.const 16)))
      (br_if $names (i32.lt_u (local.get $name) (local.get $last))))
    (i32.const 0))

  ;; 64 places at a time: first and last byte of the name together are rare enough to compare the others one by one. Bit 5
  ;; tells small letters from capitals, so it is set before bytes are compared.
  (func $holds (param $at i32) (param $end i32) (param $value i64) (param $mask i64) (result i32)
    (local $first v128) (local $final v128) (local $small v128) (local $far i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $places i64) (local $place i32)
    (local.set $far (i32.sub (i32.const 7) (i32.wrap_i64 (i64.shr_u (i64.clz (local.get $mask)) (i64.const 3)))))
    (local.set $small (i8x16.splat (i32.const 0x20)))
    (local.set $first (i8x16.splat (i32.wrap_i64 (local.get $value))))
    (local.set $final (i8x16.splat (i32.wrap_i64
      (i64.shr_u (local.get $value) (i64.extend_i32_u (i32.shl (local.get $far) (i32.const 3)))))))
    (loop $blocks
      (local.set $place (i32.add (local.get $at) (local.get $far)))
      (local.set $a (v128.and (i8x16.eq (v128.or (v128.load (local.get $at)) (local.get $small)) (local.get $first))
        (i8x16.eq (v128.or (v128.load (local.get $place)) (local.get $small)) (local.get $final))))
      (local.set $b (v128.and (i8x16.eq (v128.or (v128.load offset=16 (local.get $at)) (local.get $small)) (local.get $first))
        (i8x16.eq (v128.or (v128.load offset=16 (local.get $place)) (local.get $small)) (local.get $final))))
      (local.set $c (v128.and (i8x16.eq (v128.or (v128.load offset=32 (local.get $at)) (local.get $small)) (local.get $first))
        (i8x16.eq (v128.or (v128.load offset=32 (local.get $place)) (local.get $small)) (local.get $final))))
      (local.set $d (v128.and (i8x16.eq (v128.or (v128.load offset=48 (local.get $at)) (local.get $small)) (local.get $first))
        (i8x16.eq (v128.or (v128.load offset=48 (local.get $place)) (local.get $small)) (local.get $final))))
      (if (v128.any_true (v128.or (v128.or (local.get $a) (local.get $b)) (v128.or (local.get $c) (local.get $d))))
        (then
          (local.set $places (i64.or
            (i64.or (i64.extend_i32_u (i8x16.bitmask (local.get $a))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $b))) (i64.const 16)))
            (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $c))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (local.get $d))) (i64.const 48)))))
          (loop $each
            (local.set $place (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $places)))))
            (if (i64.eq (i64.and (i64.or (i64.load (local.get $place)) (i64.const 0x2020202020202020)) (local.get $mask)) (local.get $value))
              (then (return (i32.lt_u (local.get $place) (local.get $end)))))
            (local.set $places (i64.and (local.get $places) (i64.sub (local.get $places) (i64.const 1))))
            (br_if $each (i64.ne (local.get $places) (i64.const 0))))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $blocks (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 0))

  ;; Whether the string that begins with the quote at $at is the value of the key "eventSource".
  (func $is_source (param $at i32) (result i32)
    (local.set $at (call $token_before (local.get $at)))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const 0)))) ;; ':'
    (local.set $at (call $token_before (local.get $at)))
    (i32.and
      (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x22)) ;; '"'
      (i32.and
        (i64.eq (i64.load (i32.sub (local.get $at) (i32.const 8))) (i64.const 0x656372756f53746e)) ;; 'ntSource'
        (i32.eq (i32.load (i32.sub (local.get $at) (i32.const 12))) (i32.const 0x65766522))))) ;; '"eve'

  ;; The address of the last byte before $at that is no white space.
  (func $token_before (param $at i32) (result i32)
    (loop $back
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (br_if $back (i32.and
        (i32.le_u (i32.load8_u (local.get $at)) (i32.const 0x20))
        (i32.gt_u (local.get $at) (global.get $start)))))
    (local.get $at))

  ;; Goes one byte further. 0 where it breaks the text.
  (func $step (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (global.get $state) (i32.const 2))
      (then
        (call $take_escaped (local.get $at))
        (global.set $state (i32.const 1))
        (return (i32.const 1))))
    (if (i32.eq (local.get $byte) (i32.const 0x22)) ;; '"'
      (then
        (global.set $state (i32.xor (global.get $state) (i32.const 1)))
        (if (i32.eqz (global.get $state)) (then (call $judge (local.get $at))))
        (return (i32.const 1))))
    (if (global.get $state)
      (then
        (if (i32.eq (local.get $byte) (i32.const 0x5c)) (then (global.set $state (i32.const 2)))) ;; '\'
        (if (i32.lt_u (local.get $byte) (i32.const 0x20)) (then (call $flawed (local.get $at))))
        (return (i32.const 1))))
    ;; Here a value begins: with a bracket, as its quote is taken above.
    (call $take (local.get $at)))

  ;; Whether what stands at $at may follow a backslash: one of '"' '/' '\' 'b' 'f' 'n' 'r' 't', or 'u' and four digits. Where the
  ;; text ends among the digits the answer means nothing: the caller looks again once it has the whole value.
  (func $may_be_escaped (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $byte) (i32.const 0x75)) ;; 'u'
      (then
        (return (i32.and
          (i32.and (call $is_hex (i32.load8_u offset=1 (local.get $at))) (call $is_hex (i32.load8_u offset=2 (local.get $at))))
          (i32.and (call $is_hex (i32.load8_u offset=3 (local.get $at))) (call $is_hex (i32.load8_u offset=4 (local.get $at))))))))
    (i32.or
      (i32.or
        (i32.eq (local.get $byte) (i32.const 0x22))
        (i32.or (i32.eq (local.get $byte) (i32.const 0x2f)) (i32.eq (local.get $byte) (i32.const 0x5c))))
      (i32.and
        (i32.eq (i32.shr_u (local.get $byte) (i32.const 5)) (i32.const 3)) ;; from '`' to the end of ASCII
        ;; Bits 2, 6, 14, 18 and 20: the letters' places after '`'.
        (i32.and (i32.shr_u (i32.const 0x144044) (i32.and (local.get $byte) (i32.const 31))) (i32.const 1)))))

  (func $is_hex (param $byte i32) (result i32)
    (i32.or
      (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10))
      (i32.lt_u (i32.sub (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x61)) (i32.const 6))))

  (func $broken (param $at i32) (result i32)
    (i32.store (i32.const 8) (local.get $at))
    (i32.const -2))
)
