// Esc twice, or "Hide page": the page is gone at once, the session is locked, a neutral page stands instead.
import { saveAll } from './autosave.js'

const TWICE = 700
const SAVING = 500

export function startHiding () {
  const { hideUrl, csrfToken } = document.body.dataset
  if (!hideUrl) return
  let last = 0
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return
    const now = Date.now()
    if (now - last < TWICE) hide(hideUrl, csrfToken)
    last = now
  }, true)
  document.querySelector('form[data-hide]')?.addEventListener('submit', (event) => {
    event.preventDefault()
    hide(hideUrl, csrfToken)
  })
  // A page that the browser kept is not shown again by the back button.
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })
}

async function hide (url, token) {
  document.title = 'Page'
  document.body.classList.add('app-hidden-page')
  await Promise.race([saveAll(), new Promise((resolve) => setTimeout(resolve, SAVING))])
  let neutral = 'about:blank'
  try {
    const reply = await fetch(url, {
      method: 'POST', credentials: 'same-origin', keepalive: true, headers: { 'X-CSRFToken': token }
    })
    if (reply.redirected) neutral = reply.url
  } finally {
    location.replace(neutral)
  }
}
