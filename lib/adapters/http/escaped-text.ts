/** Text within an element or a quoted attribute of a document: it can become no markup. */
export function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
