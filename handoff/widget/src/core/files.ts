/** The files of one chat: those on their way up and those to look at. */
import type { ChatApi } from "../api/client";
import type { Attachment } from "../wire";
import { Pictures } from "./pictures";
import { Uploads } from "./uploads";

export class ChatFiles {
  readonly uploads: Uploads;
  readonly pictures: Pictures;

  constructor(api: ChatApi, onChange: () => void) {
    this.pictures = new Pictures((id) => api.file(id));
    this.uploads = new Uploads((file, onProgress, stop) => api.upload(file, onProgress, stop), onChange);
  }

  /** Everything chosen, now to be named by a message; null while one is still going up or has failed. */
  take(): Attachment[] | null {
    if (this.uploads.busy) return null;
    return this.uploads.take().map(({ attachment, preview }) => {
      if (preview !== null) this.pictures.put(attachment.id, preview);
      return attachment;
    });
  }
}
