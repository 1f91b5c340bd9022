import { useEventListener, useResizeObserver } from '@vueuse/core'
import { nextTick, ref, watch, type Ref } from 'vue'

/** Within this distance of the end, in px, the reader is taken to be following. */
const END_PX = 60

interface Anchor {
  element: Element
  top: number
}

/**
 * Keeps the reader's place: at the end it follows what comes; anywhere else the row in view stays where it is, whatever is added above or
 * grows. `rows`: what is drawn. `content`: the element whose children are the rows.
 */
export function useScrollKeeper(box: Ref<HTMLElement | undefined>, content: Ref<HTMLElement | undefined>, rows: () => unknown) {
  const atEnd = ref(true)
  let height = 0

  function toEnd(): void {
    const element = box.value
    if (!element) return
    element.scrollTop = element.scrollHeight
    atEnd.value = true
  }

  function onScroll(): void {
    const element = box.value
    if (!element) return
    // The browser moves the reader when the box itself shrinks (the keyboard comes up); that is not scrolling away.
    if (element.clientHeight === height) atEnd.value = element.scrollHeight - element.scrollTop - element.clientHeight < END_PX
    height = element.clientHeight
  }

  function anchor(): Anchor | null {
    const top = box.value?.getBoundingClientRect().top ?? 0
    for (const element of content.value?.children ?? []) {
      const place = element.getBoundingClientRect()
      if (place.bottom > top) return { element, top: place.top }
    }
    return null
  }

  /** Runs `change`, which may alter anything in the list, and puts the reader back in place. */
  async function keepPlace(change: () => void): Promise<void> {
    const held = atEnd.value ? null : anchor()
    change()
    await nextTick()
    if (atEnd.value) toEnd()
    else if (held?.element.isConnected && box.value) {
      box.value.scrollTop += held.element.getBoundingClientRect().top - held.top
    }
  }

  useEventListener(box, 'scroll', onScroll, { passive: true })
  useResizeObserver([content, box], () => {
    if (atEnd.value) toEnd()
  })
  watch(rows, () => void keepPlace(() => undefined), { flush: 'pre' })

  return { atEnd, toEnd, keepPlace }
}
