const ENTITY = /&(amp|lt|gt|quot|apos);/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that stands in an answer of XML, without the entities that XML writes. */
export function fromXml(text: string): string {
  return text.replace(ENTITY, (whole, name: string) => CHARACTERS[name] ?? whole);
}
