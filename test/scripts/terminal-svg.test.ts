import { ansiSpans, UnknownStyleError } from '../../scripts/screenshots/ansi-spans';
import { plainText, terminalSvg } from '../../scripts/screenshots/terminal-svg';

const drawn = (output: string, columns = 80) => terminalSvg({ command: 'ssm-audit x', output, columns });

/** The texts of a picture with their places. */
const texts = (svg: string) =>
  [...svg.matchAll(/<text(?: class="(.*?)")? x="(.*?)" y="(.*?)" .*?>(.*?)<\/text>/g)].map((match) => match.slice(1));

it('draws each phrase in its place, with its style', () => {
  expect(texts(drawn('\u001b[31mdenied\u001b[39m   by  名  x\n'))).toEqual([
    ['bold', '16.0', '44', '$ ssm-audit x'],
    ['red', '16.0', '63', 'denied'],
    [undefined, '91.6', '63', 'by'],
    [undefined, '125.2', '63', '名'],
    [undefined, '158.8', '63', 'x'],
  ]);
});

it('breaks a line as a terminal does', () => {
  expect(texts(drawn('x'.repeat(100))).map(([, , , text]) => text?.length)).toEqual([13, 80, 20]);
});

it('lets no text become markup', () => {
  const svg = drawn('</text><script>alert("1")</script> & \u0007\ud800');
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  expect(svg).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
});

it('begins and ends styles as a terminal does', () => {
  expect(ansiSpans('\u001b[1m\u001b[36ma\u001b[39mb\u001b[22mc\u001b[0;31md\u001b[0me')).toEqual([
    { text: 'a', styles: ['bold', 'cyan'] },
    { text: 'b', styles: ['bold'] },
    { text: 'c', styles: [] },
    { text: 'd', styles: ['red'] },
    { text: 'e', styles: [] },
  ]);
  expect(() => ansiSpans('\u001b[5mblinking')).toThrow(UnknownStyleError);
});

it('knows the text without its styles', () => {
  expect(plainText('\u001b[1ma\u001b[22m  b\nc\n')).toBe('a  b\nc');
});
