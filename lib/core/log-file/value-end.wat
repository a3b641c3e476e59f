;; Finds where JSON values end, sixteen bytes at a time. lib/core/log-file/value-end.ts holds this module in compiled
;; form and is its only caller; a test compiles this file and compares.
;;
;; Of each block of 16 bytes the quotes are found first. From them follows which bytes are in strings: those from an
;; opening quote up to before its closing one, a prefix XOR of the quotes' bits. What is left to look at one by one are
;; the events: brackets outside of strings, control characters, and ends of host names. A block with a backslash, and
;; what stands outside of all brackets, is walked through byte by byte.
(module
  ;; Integers of 32 bits at these addresses are shared with the caller:
  ;;    0  in, out: depth, the number of open brackets
  ;;    4  in, out: state, 0 outside of strings, 1 in a string, 2 after a backslash
  ;;    8  out: where the text is broken
  ;;   12  out: how many values were passed over
  ;;   16  out: where the last value starts
  ;;   20  out: hint, what the strings at the top level of the last value tell: 2 it may come from Systems Manager,
  ;;       1 it may come from KMS, 0 neither
  ;;   24  out: whether the last value has white space outside of strings
  ;;  256  in, out: the open brackets, a byte each, up to 1 MiB; the text stands above
  (memory (export "memory") 17)
  (global $depth (mut i32) (i32.const 0))
  (global $state (mut i32) (i32.const 0))
  (global $start (mut i32) (i32.const 0))
  (global $hint (mut i32) (i32.const 0))
  (global $spaces (mut i32) (i32.const 0))

  ;; Scans the value at $at, a string, an object or an array, or goes on with it where depth or state say so. Gives the
  ;; address after it, -1 where it goes on after $end, -2 where it is broken. With $pass, an object whose hint is 0 is
  ;; passed over where the next object follows at once, which is then the value: all but a few of a log file's records.
  (func (export "scan") (param $at i32) (param $end i32) (param $pass i32) (result i32)
    (local $passed i32)
    (global.set $depth (i32.load (i32.const 0)))
    (global.set $state (i32.load (i32.const 4)))
    (loop $values
      (global.set $start (local.get $at))
      (global.set $hint (i32.const 0))
      (global.set $spaces (i32.const 0))
      (local.set $at (call $value_end (local.get $at) (local.get $end)))
      (if (i32.and
            (i32.and (local.get $pass) (i32.eqz (global.get $hint)))
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
    (local.get $at))

  ;; The address after the value at $at, or -1, or -2.
  (func $value_end (param $at i32) (param $end i32) (result i32)
    (local $block v128) (local $quotes v128) (local $lower v128)
    (local $inside i32) (local $outside i32) (local $valid i32) (local $events i32) (local $event i32) (local $size i32) (local $stop i32)
    (loop $blocks
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const -1))))
      (local.set $block (v128.load (local.get $at)))
      (if (i32.or
            (i32.or (i32.eqz (global.get $depth)) (i32.eq (global.get $state) (i32.const 2)))
            (v128.any_true (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x5c))))) ;; '\'
        (then
          (local.set $stop (i32.add (local.get $at) (select (i32.const 16) (i32.const 1) (global.get $depth))))
          (if (i32.gt_u (local.get $stop) (local.get $end)) (then (local.set $stop (local.get $end))))
          (loop $bytes
            (if (i32.eqz (call $step (local.get $at))) (then (return (call $broken (local.get $at)))))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (if (i32.eqz (i32.or (global.get $depth) (global.get $state))) (then (return (local.get $at))))
            (br_if $bytes (i32.lt_u (local.get $at) (local.get $stop))))
          (br $blocks)))

      ;; A bit for each byte that is in a string, an opening quote included and a closing quote not.
      (local.set $quotes (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x22)))) ;; '"'
      (local.set $inside (i8x16.bitmask (local.get $quotes)))
      (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 1))))
      (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 2))))
      (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 4))))
      (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 8))))
      (local.set $inside (i32.xor (local.get $inside) (i32.sub (i32.const 0) (global.get $state))))

      ;; Of the last block only what stands before the end counts.
      (local.set $size (i32.sub (local.get $end) (local.get $at)))
      (if (i32.gt_u (local.get $size) (i32.const 16)) (then (local.set $size (i32.const 16))))
      (local.set $valid (i32.sub (i32.shl (i32.const 1) (local.get $size)) (i32.const 1)))
      (local.set $outside (i32.and (local.get $valid) (i32.xor (local.get $inside) (i32.const -1))))

      ;; Outside of strings: brackets, and closing quotes four bytes after a dot. Anywhere: control characters.
      (local.set $lower (v128.or (local.get $block) (i8x16.splat (i32.const 0x20)))) ;; maps '[' to '{' and ']' to '}'
      (local.set $events (i32.and
        (local.get $outside)
        (i8x16.bitmask (v128.or
          (v128.or
            (i8x16.eq (local.get $lower) (i8x16.splat (i32.const 0x7b))) ;; '{'
            (i8x16.eq (local.get $lower) (i8x16.splat (i32.const 0x7d)))) ;; '}'
          (v128.and
            (local.get $quotes)
            (i8x16.eq (v128.load (i32.sub (local.get $at) (i32.const 4))) (i8x16.splat (i32.const 0x2e)))))))) ;; '.'
      (local.set $events (i32.or
        (local.get $events)
        (i32.and
          (local.get $valid)
          (i8x16.bitmask (i8x16.lt_u (local.get $block) (i8x16.splat (i32.const 0x20)))))))
      (global.set $spaces (i32.or
        (global.get $spaces)
        (i32.and
          (local.get $outside)
          (i8x16.bitmask (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x20)))))))

      (block $no_more
        (loop $each
          (br_if $no_more (i32.eqz (local.get $events)))
          (local.set $event (i32.ctz (local.get $events)))
          (local.set $events (i32.and (local.get $events) (i32.sub (local.get $events) (i32.const 1))))
          (global.set $state (i32.and (i32.shr_u (local.get $inside) (local.get $event)) (i32.const 1)))
          (local.set $event (i32.add (local.get $at) (local.get $event)))
          (if (i32.eqz (call $take (local.get $event))) (then (return (call $broken (local.get $event)))))
          (if (i32.eqz (global.get $depth)) (then (return (i32.add (local.get $event) (i32.const 1)))))
          (br $each)))
      (global.set $state
        (i32.and (i32.shr_u (local.get $inside) (i32.sub (local.get $size) (i32.const 1))) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br $blocks))
    (unreachable))

  ;; Takes an event, or any other byte outside of strings. 0 where it cannot stand there.
  (func $take (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $byte) (i32.const 0x22)) (then (call $judge (local.get $at)) (return (i32.const 1))))
    (if (i32.lt_u (local.get $byte) (i32.const 0x20)) (then (return (call $take_control (local.get $byte)))))
    (if (i32.eq (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x7b)) ;; '{', or '[' in lower case
      (then
        (if (i32.eq (global.get $depth) (i32.const 1048320)) (then (return (i32.const 0)))) ;; 1 MiB - 256
        (i32.store8 offset=256 (global.get $depth) (local.get $byte))
        (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
        (return (i32.const 1))))
    ;; In ASCII a closing bracket is two after its opening one.
    (if (i32.ne
          (local.get $byte)
          (i32.add (i32.load8_u offset=255 (global.get $depth)) (i32.const 2)))
      (then (return (i32.const 0))))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (i32.const 1))

  ;; Outside of strings tab, line feed and carriage return may stand; in strings no control character may.
  (func $take_control (param $byte i32) (result i32)
    (global.set $spaces (i32.const 1))
    (i32.and
      (i32.eqz (global.get $state))
      (i32.and (i32.shr_u (i32.const 0x2600) (local.get $byte)) (i32.const 1)))) ;; bits 9, 10 and 13

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
          (return)))
      (local.set $lower (i32.or (local.get $word) (i32.const 0x20202020)))
      (if (i32.or
            (i32.eq (i32.and (local.get $lower) (i32.const 0xffffff)) (i32.const 0x6d7373)) ;; 'ssm'
            (i32.eq (local.get $lower) (i32.const 0x6d326365))) ;; 'ec2m'
        (then (global.set $hint (i32.const 2)) (return)))
      (br $back)))

  ;; Goes one byte further. 0 where it cannot stand there.
  (func $step (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (global.get $state) (i32.const 2))
      (then
        (if (i32.eqz (call $may_be_escaped (local.get $byte))) (then (return (i32.const 0))))
        (global.set $state (i32.const 1))
        (return (i32.const 1))))
    (if (i32.eq (local.get $byte) (i32.const 0x22)) ;; '"'
      (then
        (global.set $state (i32.xor (global.get $state) (i32.const 1)))
        (if (i32.eqz (global.get $state)) (then (call $judge (local.get $at))))
        (return (i32.const 1))))
    (if (global.get $state) (then (return (call $step_in_string (local.get $byte)))))
    (if (i32.le_u (local.get $byte) (i32.const 0x20)) (then (global.set $spaces (i32.const 1))))
    (if (i32.or
          (i32.lt_u (local.get $byte) (i32.const 0x20))
          (i32.eq (i32.or (local.get $byte) (i32.const 0x26)) (i32.const 0x7f))) ;; brackets, and others that close nothing
      (then (return (call $take (local.get $at)))))
    (i32.const 1))

  (func $step_in_string (param $byte i32) (result i32)
    (if (i32.eq (local.get $byte) (i32.const 0x5c)) ;; ''
      (then
        (global.set $state (i32.const 2))
        ;; At the top level it may spell the event source, or its key.
        (if (i32.eq (global.get $depth) (i32.const 1)) (then (global.set $hint (i32.const 2))))))
    (i32.ge_u (local.get $byte) (i32.const 0x20)))

  ;; Whether a byte may follow a backslash: one of '"' '/' '\' 'b' 'f' 'n' 'r' 't' 'u'.
  (func $may_be_escaped (param $byte i32) (result i32)
    (i32.or
      (i32.or
        (i32.eq (local.get $byte) (i32.const 0x22))
        (i32.or (i32.eq (local.get $byte) (i32.const 0x2f)) (i32.eq (local.get $byte) (i32.const 0x5c))))
      (i32.and
        (i32.eq (i32.shr_u (local.get $byte) (i32.const 5)) (i32.const 3)) ;; from '`' to the end of ASCII
        ;; Bits 2, 6, 14, 18, 20 and 21: the letters' places after '`'.
        (i32.and (i32.shr_u (i32.const 0x344044) (i32.and (local.get $byte) (i32.const 31))) (i32.const 1)))))

  (func $broken (param $at i32) (result i32)
    (i32.store (i32.const 8) (local.get $at))
    (i32.const -2))
)
