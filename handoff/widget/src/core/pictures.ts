/** Pictures of the conversation as addresses an <img> can show. They need the session's token, so they are fetched and kept for a while. */

const KEPT = 60;

export class Pictures {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly fetchFile: (id: string) => Promise<Blob>) {}

  /** A picture that is on this device anyway. */
  put(id: string, address: string): void {
    this.keep(id, Promise.resolve(address));
  }

  /** Raises HubProblem; asking again then tries again. */
  get(id: string): Promise<string> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const asked = this.fetchFile(id).then((blob) => URL.createObjectURL(blob));
    this.keep(id, asked);
    asked.catch(() => this.known.delete(id));
    return asked;
  }

  /** The browser's own way of saving a file. Raises HubProblem. */
  async save(id: string, name: string): Promise<void> {
    const link = document.createElement("a");
    link.href = await this.get(id);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  private keep(id: string, address: Promise<string>): void {
    this.known.set(id, address);
    const [oldest] = this.known.keys();
    if (this.known.size <= KEPT || oldest === undefined) return;
    void this.known.get(oldest)?.then((url) => {
      URL.revokeObjectURL(url);
    });
    this.known.delete(oldest);
  }
}
