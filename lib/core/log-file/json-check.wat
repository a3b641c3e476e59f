;; Checks that a text is JSON, exactly as JSON.parse would have it, and finds the `eventSource` of an object.
;; lib/core/log-file/json-check.ts holds the reasons and is the only caller; json-check-wasm.ts holds this module in
;; compiled form, which a test compares.
;;
;; The text stands at 65536 and is followed by a zero byte: no token takes that, so that nothing reads on past it but
;; the blocks of 16 bytes that strings are searched in.
(module
  ;; Integers of 32 bits at these addresses are shared with the caller:
  ;;    0  out: where the value of the last `eventSource` at the top level begins, if it is a string, else 0
  ;;    4  out: where it ends
  ;;   64  the open brackets, a byte each
  (memory (export "memory") 18)
  (global $escaped (mut i32) (i32.const 0))

  ;; 1 where the text up to $end is one JSON value. 0 where it is not, or where JSON.parse has to tell: a key at the top level
  ;; or the event source is spelt with escapes, or too many brackets are open.
  (func (export "check") (param $end i32) (result i32)
    (local $at i32) (local $byte i32) (local $open i32) (local $depth i32) (local $from i32)
    (local $state i32) ;; what comes next: 0 a value, 1 a key, 2 what follows a value
    (i32.store (i32.const 0) (i32.const 0))
    (local.set $at (i32.const 65536))
    (loop $tokens
      (local.set $at (call $skip_space (local.get $at)))
      (local.set $byte (i32.load8_u (local.get $at)))
      (block $after
        (block $key
          (block $value (br_table $value $key $after (local.get $state)))

          ;; A value.
          (local.set $state (i32.const 2))
          (if (i32.eq (local.get $byte) (i32.const 0x22)) ;; '"'
            (then
              (local.set $at (call $string (local.get $at)))
              (br_if $tokens (local.get $at))
              (return (i32.const 0))))
          (if (i32.eq (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x7b)) ;; '{', or '[' in lower case
            (then
              (if (i32.eq (local.get $depth) (i32.const 65408)) (then (return (i32.const 0))))
              (i32.store8 offset=64 (local.get $depth) (local.get $byte))
              (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
              (local.set $open (local.get $byte))
              (local.set $at (call $skip_space (i32.add (local.get $at) (i32.const 1))))
              ;; In ASCII a closing bracket is two after its opening one.
              (if (i32.ne (i32.load8_u (local.get $at)) (i32.add (local.get $open) (i32.const 2)))
                (then (local.set $state (i32.eq (local.get $open) (i32.const 0x7b)))))
              (br $tokens)))
          (local.set $at (call $scalar (local.get $at)))
          (br_if $tokens (local.get $at))
          (return (i32.const 0)))

        ;; A key and its colon; of `eventSource` at the top level the value too where it is a string.
        (if (i32.ne (local.get $byte) (i32.const 0x22)) (then (return (i32.const 0))))
        (local.set $from (local.get $at))
        (global.set $escaped (i32.const 0))
        (local.set $at (call $string (local.get $at)))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
        (local.set $from (select
          (call $is_event_source (local.get $from) (local.get $at))
          (i32.const 0)
          (i32.eq (local.get $depth) (i32.const 1))))
        (local.set $at (call $skip_space (local.get $at)))
        (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const 0)))) ;; ':'
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $state (i32.const 0))
        (if (local.get $from)
          (then
            (i32.store (i32.const 0) (i32.const 0))
            (local.set $at (call $skip_space (local.get $at)))
            (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x22))
              (then
                (i32.store (i32.const 0) (i32.add (local.get $at) (i32.const 1)))
                (local.set $at (call $string (local.get $at)))
                (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
                (i32.store (i32.const 4) (i32.sub (local.get $at) (i32.const 1)))
                (local.set $state (i32.const 2))))))
        (if (i32.and (i32.eq (local.get $depth) (i32.const 1)) (global.get $escaped)) (then (return (i32.const 0))))
        (br $tokens))

      ;; What follows a value: the end, a comma, or the bracket that closes the innermost open one.
      (if (i32.eqz (local.get $depth)) (then (return (i32.eq (local.get $at) (local.get $end)))))
      (local.set $open (i32.load8_u offset=63 (local.get $depth)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.eq (local.get $byte) (i32.const 0x2c)) ;; ','
        (then
          (local.set $state (i32.eq (local.get $open) (i32.const 0x7b)))
          (br $tokens)))
      (if (i32.ne (local.get $byte) (i32.add (local.get $open) (i32.const 2))) (then (return (i32.const 0))))
      (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
      (br $tokens))
    (unreachable))

  ;; Whether the string between $from and $to, quotes included, is "eventSource".
  (func $is_event_source (param $from i32) (param $to i32) (result i32)
    (i32.and
      (i32.eq (i32.sub (local.get $to) (local.get $from)) (i32.const 13))
      (i32.and
        (i64.eq (i64.load offset=1 (local.get $from)) (i64.const 0x756f53746e657665)) ;; 'eventSou'
        (i32.eq (i32.load offset=8 (local.get $from)) (i32.const 0x65637275))))) ;; 'urce'

  (func $skip_space (param $at i32) (result i32)
    (local $byte i32)
    (loop $more
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.gt_u (local.get $byte) (i32.const 0x20)) (then (return (local.get $at))))
      (if (i32.or
            (i32.eq (local.get $byte) (i32.const 0x20))
            (i32.and (i32.shr_u (i32.const 0x2600) (local.get $byte)) (i32.const 1))) ;; bits 9, 10 and 13
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $more))))
    (local.get $at))

  ;; The address after the string whose opening quote is at $at, or 0 where it is none.
  (func $string (param $at i32) (result i32)
    (local $block v128) (local $mask i32) (local $byte i32)
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (loop $blocks
      (local.set $block (v128.load (local.get $at)))
      (local.set $mask (i8x16.bitmask (v128.or
        (v128.or
          (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x22))) ;; '"'
          (i8x16.eq (local.get $block) (i8x16.splat (i32.const 0x5c)))) ;; '\'
        (i8x16.lt_u (local.get $block) (i8x16.splat (i32.const 0x20))))))
      (if (i32.eqz (local.get $mask))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $blocks)))
      (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $mask))))
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.eq (local.get $byte) (i32.const 0x22)) (then (return (i32.add (local.get $at) (i32.const 1)))))
      (if (i32.ne (local.get $byte) (i32.const 0x5c)) (then (return (i32.const 0))))
      (global.set $escaped (i32.const 1))
      (local.set $at (call $escape (i32.add (local.get $at) (i32.const 1))))
      (br_if $blocks (local.get $at)))
    (i32.const 0))

  ;; The address after the escape whose letter is at $at, or 0 where it is none.
  (func $escape (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $byte) (i32.const 0x75)) ;; 'u'
      (then
        (return (select
          (i32.add (local.get $at) (i32.const 5))
          (i32.const 0)
          (i32.and
            (i32.and (call $is_hex (i32.load8_u offset=1 (local.get $at))) (call $is_hex (i32.load8_u offset=2 (local.get $at))))
            (i32.and (call $is_hex (i32.load8_u offset=3 (local.get $at))) (call $is_hex (i32.load8_u offset=4 (local.get $at)))))))))
    (select
      (i32.add (local.get $at) (i32.const 1))
      (i32.const 0)
      (i32.or
        (i32.or
          (i32.eq (local.get $byte) (i32.const 0x22))
          (i32.or (i32.eq (local.get $byte) (i32.const 0x2f)) (i32.eq (local.get $byte) (i32.const 0x5c)))) ;; '/', '\'
        (i32.and
          (i32.eq (i32.shr_u (local.get $byte) (i32.const 5)) (i32.const 3)) ;; from '`' to the end of ASCII
          ;; Bits 2, 6, 14, 18 and 20: the places of 'b', 'f', 'n', 'r' and 't' after '`'.
          (i32.and (i32.shr_u (i32.const 0x144044) (i32.and (local.get $byte) (i32.const 31))) (i32.const 1))))))

  (func $is_hex (param $byte i32) (result i32)
    (i32.or
      (call $is_digit (local.get $byte))
      (i32.lt_u (i32.sub (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x61)) (i32.const 6))))

  (func $is_digit (param $byte i32) (result i32)
    (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10)))

  ;; The address after the number or word at $at, or 0 where it is none.
  (func $scalar (param $at i32) (result i32)
    (local $word i32)
    (local.set $word (i32.load (local.get $at)))
    (if (i32.or
          (i32.eq (local.get $word) (i32.const 0x65757274)) ;; 'true'
          (i32.eq (local.get $word) (i32.const 0x6c6c756e))) ;; 'null'
      (then (return (i32.add (local.get $at) (i32.const 4)))))
    (if (i32.and
          (i32.eq (local.get $word) (i32.const 0x736c6166)) ;; 'fals'
          (i32.eq (i32.load8_u offset=4 (local.get $at)) (i32.const 0x65))) ;; 'e'
      (then (return (i32.add (local.get $at) (i32.const 5)))))
    (call $number (local.get $at)))

  (func $number (param $at i32) (result i32)
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2d)) ;; '-'
      (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x30)) ;; '0'
      (then (local.set $at (i32.add (local.get $at) (i32.const 1))))
      (else
        (local.set $at (call $digits (local.get $at)))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2e)) ;; '.'
      (then
        (local.set $at (call $digits (i32.add (local.get $at) (i32.const 1))))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))))
    (if (i32.ne (i32.or (i32.load8_u (local.get $at)) (i32.const 0x20)) (i32.const 0x65)) ;; 'e'
      (then (return (local.get $at))))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (if (i32.or
          (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2b)) ;; '+'
          (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2d)))
      (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (call $digits (local.get $at)))

  ;; The address after the digits at $at, or 0 where there is none.
  (func $digits (param $at i32) (result i32)
    (if (i32.eqz (call $is_digit (i32.load8_u (local.get $at)))) (then (return (i32.const 0))))
    (loop $more
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $more (call $is_digit (i32.load8_u (local.get $at)))))
    (local.get $at))
)
