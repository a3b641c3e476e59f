import stringWidth from 'string-width';

/**
 * Printable ASCII, which is nearly all of a log, and what this program puts where it has cut or replaced a text: as many terminal
 * cells as characters.
 */
const NARROW = /^[ -~\u00b7\u2026]*$/;

/** Marks that a terminal draws over the character before them. */
const MARK = /^[\p{Mn}\p{Me}]$/u;

/** Half a flag. A terminal draws two of them as one flag of two cells. */
const HALF_FLAG = /^\p{Regional_Indicator}$/u;

/**
 * What takes two cells although `string-width` 4 does not know it, because it is newer or rare: emoji, hexagrams,
 * Tangut, Khitan, Nushu and kana extensions, Tai Xuan Jing and counting rods (Unicode 17, EastAsianWidth.txt).
 */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u{1f000}-\u{1faff}]|[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff]|[\u{16fe0}-\u{18dff}\u{18e00}-\u{1b2ff}\u{1d300}-\u{1d376}])$/u;

/** East Asian width is neutral for these pictures and for Mahjong tiles and cards. */
const NARROW_PICTURE = /^[\u{1f000}-\u{1f003}\u{1f005}-\u{1f0ce}\u{1f0d0}-\u{1f18d}]$/u;

/**
 * The terminal cells that a text takes. Terminals differ where emoji are put together (skin tones): the result is then
 * the most that any of them needs, so that what fits by it fits everywhere.
 */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  let isHalfFlag = false;
  for (const character of text) {
    const isSecondHalf: boolean = isHalfFlag && HALF_FLAG.test(character);
    width += isSecondHalf ? 0 : characterWidth(character);
    isHalfFlag = HALF_FLAG.test(character) && !isSecondHalf;
  }
  return width;
}

function characterWidth(character: string): number {
  if (NARROW.test(character)) return 1;
  if (MARK.test(character)) return 0;
  if (HALF_FLAG.test(character)) return 2;
  return WIDE.test(character) && !NARROW_PICTURE.test(character) ? 2 : stringWidth(character);
}
