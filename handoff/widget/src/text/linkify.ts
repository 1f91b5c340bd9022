/** Splits text into plain runs and web addresses. Only http and https become links; everything else stays text. */

export interface TextRun {
  readonly text: string;
  /** Set for a link; always begins with http:// or https://. */
  readonly href: string | null;
}

const ADDRESS = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g;
const TRAILING = /[.,;:!?'"\])}]+$/;

export function linkify(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  const pattern = new RegExp(ADDRESS.source, "g");
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const address = match[0].replace(TRAILING, "");
    if (!hasHost(address)) continue;
    if (match.index > from) runs.push({ text: text.slice(from, match.index), href: null });
    runs.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), href: null });
  return runs;
}

/** Refuses addresses that show one host and open another (`https://bank.example@evil.example`). */
function hasHost(address: string): boolean {
  const authority = address.slice(address.indexOf("//") + 2).split(/[/?#]/)[0] ?? "";
  return authority !== "" && !authority.includes("@");
}
