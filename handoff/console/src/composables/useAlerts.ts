import { useEventListener, useTitle } from '@vueuse/core'
import { computed, onScopeDispose, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useWords } from './useWords'
import type { CaseSummary, Priority } from '@/api/types'
import { usePrefs } from '@/stores/prefs'
import { usePresence } from '@/stores/presence'
import { useQueue } from '@/stores/queue'
import { useSession } from '@/stores/session'

/** Two soft notes; a crisis gets three, rising. Hz. */
const NOTES: Record<'normal' | 'P0', readonly number[]> = { normal: [660, 880], P0: [660, 880, 1175] }

const RING_AGAIN_MS = 6000

function ring(audio: AudioContext, priority: Priority): void {
  for (const [i, pitch] of NOTES[priority === 'P0' ? 'P0' : 'normal'].entries()) {
    const [start, tone, volume] = [audio.currentTime + i * 0.16, audio.createOscillator(), audio.createGain()]
    tone.type = 'sine'
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.12, start + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.55)
  }
}

/** Of several tabs of one browser, one rings. Where locks are missing (plain http), every tab does. */
function useOneRinger(): () => boolean {
  if (!('locks' in navigator)) return () => true
  let mine = false
  const leave = new AbortController()
  void navigator.locks
    .request('guanjia-console-ring', { signal: leave.signal }, () => {
      mine = true
      return new Promise<void>((resolve) => {
        leave.signal.addEventListener('abort', () => {
          resolve()
        })
      })
    })
    .catch(() => undefined)
  onScopeDispose(() => {
    leave.abort()
  })
  return () => mine
}

/** New cases make themselves known: a sound, the count in the title, a browser notification. */
export function useAlerts(): void {
  const [queue, presence, prefs] = [useQueue(), usePresence(), usePrefs().prefs]
  const [session, router, words] = [useSession(), useRouter(), useWords()]
  const mayRing = useOneRinger()
  let audio: AudioContext | null = null

  // Browsers let a page sound only after its user has touched it.
  const unlock = () => {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') void audio.resume()
  }
  useEventListener(window, ['pointerdown', 'keydown'], unlock, { passive: true })

  const waiting = computed(() => (session.state === 'in' ? (queue.counts?.waiting ?? 0) : 0))
  useTitle(computed(() => (waiting.value > 0 ? words.t('app.titleWaiting', { n: waiting.value }) : words.t('app.title'))))

  function notify(summary: CaseSummary, title: string): void {
    if (!prefs.notify || !('Notification' in window) || Notification.permission !== 'granted') return
    // Lock screens show it to anyone who passes: the kind of matter, never who.
    const body = summary.codes.map(({ code, name }) => words.named('codes', code, name)).join(' · ')
    const note = new Notification(title, { body, tag: `${summary.id}:${summary.priority}` })
    note.onclick = () => {
      window.focus()
      void router.push({ name: 'desk', params: { view: ['waiting', 'offered'].includes(summary.status) ? 'waiting' : 'active', id: summary.id } })
      note.close()
    }
  }

  /** The most urgent of them, if this tab is the one that rings. */
  function sound(cases: readonly CaseSummary[]): CaseSummary | undefined {
    const [first] = [...cases].sort((a, b) => a.priority.localeCompare(b.priority))
    if (!first || !mayRing()) return undefined
    if (prefs.sound && audio?.state === 'running') ring(audio, first.priority)
    return first
  }

  function announce(cases: readonly CaseSummary[], title: 'alerts.newCase' | 'alerts.worse' | 'alerts.offer'): void {
    const first = sound(cases)
    if (first) notify(first, words.t(title, { priority: first.priority }))
  }

  watch(
    () => queue.arrived,
    (arrived) => {
      announce(arrived, 'alerts.newCase')
    },
  )
  // An offer rings until it is answered or over.
  const again = setInterval(() => {
    if (presence.offers.length > 0) sound(presence.offers.map((offer) => offer.case))
  }, RING_AGAIN_MS)
  onScopeDispose(() => {
    clearInterval(again)
  })
  watch(
    () => presence.arrived,
    (arrived) => {
      announce(arrived.map((offer) => offer.case), 'alerts.offer')
    },
  )
  watch(
    () => queue.worsened,
    (worsened) => {
      announce(worsened, 'alerts.worse')
    },
  )
}
