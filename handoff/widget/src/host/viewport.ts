/** The on-screen keyboard of iOS covers the page instead of shrinking it; only visualViewport tells how much is left. */
export function followViewport(root: HTMLElement): () => void {
  const view = (window as { visualViewport?: VisualViewport | null }).visualViewport;
  if (view === undefined || view === null) return () => undefined;
  const fit = (): void => {
    const keyboard = window.innerHeight - view.height > 80 && view.scale < 1.01;
    root.style.setProperty("--height", keyboard ? `${view.height}px` : "");
    root.style.setProperty("--top", keyboard ? `${view.offsetTop}px` : "");
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  return () => {
    view.removeEventListener("resize", fit);
    view.removeEventListener("scroll", fit);
  };
}
