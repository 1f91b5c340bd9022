/** Lengths and cleaning of what the customer writes, counted as the hub counts: Unicode code points. */

export const TEXT_LIMIT = 4000;
/** From here on the composer shows how much room is left. */
export const COUNTER_FROM = 3600;

function isHalf(text: string, index: number, base: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === base;
}

export function messageLength(text: string): number {
  let count = text.length;
  // The second half of a surrogate pair is no character of its own.
  for (let i = 1; i < text.length; i += 1) if (isHalf(text, i, 0xdc00) && isHalf(text, i - 1, 0xd800)) count -= 1;
  return count;
}

/** Ends trimmed, line ends made one kind; what the hub would drop (controls, halves of surrogate pairs) dropped here already. */
export function tidy(text: string): string {
  let kept = "";
  for (const symbol of text.replace(/\r\n?/g, "\n")) {
    const code = symbol.codePointAt(0) ?? 0;
    const control = (code < 32 && symbol !== "\n" && symbol !== "\t") || (code >= 127 && code < 160);
    const half = code >= 0xd800 && code <= 0xdfff;
    if (!control && !half) kept += symbol;
  }
  return kept.trim();
}
