import { createRouter, createWebHistory } from 'vue-router'
import { VIEWS } from './stores/queue'
import { useSession } from './stores/session'

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    { path: '/login', name: 'login', component: () => import('./views/LoginView.vue'), meta: { open: true } },
    {
      path: `/cases/:view(${VIEWS.join('|')})/:id([0-9a-f-]{36})?`,
      name: 'desk',
      component: () => import('./views/DeskView.vue'),
    },
    { path: '/:rest(.*)*', redirect: { name: 'desk', params: { view: 'waiting' } } },
  ],
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (session.state === 'unknown') {
    // A hub that cannot be reached is said on the log-in page, which tries again.
    await session.restore().catch(() => undefined)
  }
  if (to.meta.open) return session.state === 'in' ? (safePath(to.query.next) ?? '/') : true
  return session.state === 'in' ? true : { name: 'login', query: to.path === '/' ? {} : { next: to.fullPath } }
})

/** Where to go after log-in: a path of this app and nothing else, so that a crafted link leads nowhere. */
export function safePath(next: unknown): string | null {
  return typeof next === 'string' && /^\/cases\/[a-z0-9/-]*$/.test(next) ? next : null
}
