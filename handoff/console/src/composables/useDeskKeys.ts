import { useEventListener } from '@vueuse/core'

/** Keys of the desk, by `KeyboardEvent.key`. */
export type DeskKeys = Readonly<Record<string, () => void>>

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function isBehindDialog(): boolean {
  return [...document.querySelectorAll<HTMLElement>('.el-overlay')].some(({ style }) => style.display !== 'none')
}

/** Single keys work anywhere but in a text box or under an open dialog; Escape leaves a text box first. */
export function useDeskKeys(keys: DeskKeys): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || isBehindDialog()) return
    if (isTyping(event.target)) {
      if (event.key === 'Escape') (event.target as HTMLElement).blur()
      return
    }
    // Enter on a focused control is that control's.
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a, summary, [role="tab"]')) return
    const action = keys[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })
}
