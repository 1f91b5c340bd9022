/** What panes let others do with them. */
export interface ComposerHandle {
  /** Puts words where the writer is; nothing is sent. */
  insert: (words: string) => void
  setMode: (mode: 'reply' | 'note') => void
}

export interface ConversationHandle {
  claim: () => Promise<void>
  ask: (dialog: 'resolve' | 'release') => void
  write: (mode: 'reply' | 'note') => void
  insert: (words: string) => void
  toggleUnderstanding: () => void
}
