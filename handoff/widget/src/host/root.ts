/** Puts the widget's styles and content where neither reaches the host page nor is reached by it. */
import base from "../ui/styles/base.css?inline";
import cards from "../ui/styles/cards.css?inline";
import frame from "../ui/styles/frame.css?inline";
import thread from "../ui/styles/thread.css?inline";

const STYLES = base + frame + thread + cards;

/** Constructed sheets are not subject to the host page's style-src; a style element is the way of browsers without them. */
function addStyles(root: ShadowRoot | HTMLElement): void {
  if ("adoptedStyleSheets" in root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return;
    } catch {
      // Safari before 16.4 knows the property on some builds, but not the constructor.
    }
  }
  const element = document.createElement("style");
  element.textContent = STYLES;
  root.appendChild(element);
}

/** The element to render into. */
export function makeRoot(host: HTMLElement): HTMLElement {
  // Missing before Chrome 53 and Safari 10; the class names are then shared with the page, which is better than no chat.
  const shadow = "attachShadow" in host ? (host.shadowRoot ?? host.attachShadow({ mode: "open" })) : (host as HTMLElement);
  addStyles(shadow);
  const root = document.createElement("div");
  root.className = "gj";
  root.lang = "zh-CN";
  shadow.appendChild(root);
  return root;
}
