import { defineStore } from 'pinia'
import { ref } from 'vue'
import { readStatus } from '@/api/calls'
import type { SystemStatus } from '@/api/types'

/** How the bot, the insurer and the desk are. Null until first read. */
export const useStatus = defineStore('status', () => {
  const status = ref<SystemStatus | null>(null)

  /** Raises ApiError. */
  async function read(): Promise<void> {
    status.value = await readStatus()
  }

  return { status, read }
})
