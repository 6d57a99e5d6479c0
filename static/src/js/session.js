// Warns two minutes before the session ends for want of use, saves first, and offers to stay.
// <body data-session-ends="SECONDS" data-keep-alive-url data-ended-url data-csrf-token>
import { saveAll, unsaved } from './autosave.js'

const WARNING = 120
const SHARED = 'session-ends-at'

export function startSession () {
  const { sessionEnds, keepAliveUrl, endedUrl, csrfToken } = document.body.dataset
  const seconds = Number(sessionEnds)
  if (!seconds || !keepAliveUrl) return
  const session = { seconds, keepAliveUrl, endedUrl, csrfToken, warned: false }
  extend(session)
  setInterval(() => tick(session), 1000)
  document.addEventListener('visibilitychange', () => tick(session))
}

// Another tab that is used keeps this one alive too: the later of both ends counts.
function extend (session) {
  session.endsAt = Date.now() + session.seconds * 1000
  session.warned = false
  try { localStorage.setItem(SHARED, String(session.endsAt)) } catch { /* storage may be switched off */ }
}

function remaining (session) {
  let shared = 0
  try { shared = Number(localStorage.getItem(SHARED)) } catch { /* storage may be switched off */ }
  const latest = Math.min(Math.max(session.endsAt, shared), Date.now() + session.seconds * 1000)
  return Math.round((latest - Date.now()) / 1000)
}

function tick (session) {
  const left = remaining(session)
  if (left <= 0) return end(session)
  if (left > Math.min(WARNING, session.seconds - 1)) {
    session.warned = false
    session.dialog?.close()
    return
  }
  if (!session.warned) warn(session)
  session.count.textContent = left > 60 ? 'in 2 minutes' : left > 20 ? 'in a minute' : 'in a few seconds'
}

async function warn (session) {
  session.warned = true
  session.dialog ??= dialog(session)
  session.dialog.showModal()
  await saveAll()
}

function dialog (session) {
  const box = document.createElement('dialog')
  box.className = 'app-dialog'
  box.setAttribute('aria-labelledby', 'session-heading')
  box.setAttribute('aria-describedby', 'session-words')
  const heading = document.createElement('h2')
  heading.id = 'session-heading'
  heading.textContent = 'Are you still here?'
  const words = document.createElement('p')
  words.id = 'session-words'
  session.count = document.createElement('strong')
  words.append('Nobody has used this page for a while. You will be signed out ', session.count, '. What you wrote in a form that saves as you type is saved.')
  const stay = document.createElement('button')
  stay.className = 'govuk-button'
  stay.type = 'button'
  stay.textContent = 'Stay signed in'
  stay.addEventListener('click', () => keepAlive(session))
  box.addEventListener('cancel', (event) => { event.preventDefault(); keepAlive(session) })
  box.append(heading, words, stay)
  document.body.append(box)
  return box
}

async function keepAlive (session) {
  try {
    const reply = await fetch(session.keepAliveUrl, {
      method: 'POST', credentials: 'same-origin', redirect: 'error', headers: { 'X-CSRFToken': session.csrfToken }
    })
    if (!reply.ok) return end(session)
    const { seconds } = await reply.json().catch(() => ({}))
    if (seconds) session.seconds = seconds
    extend(session)
    session.dialog.close()
  } catch {
    session.count.textContent = 'soon: there is no connection'
  }
}

async function end (session) {
  if (session.over) return
  session.over = true
  await saveAll()
  if (unsaved()) {
    session.dialog?.close()
    return
  }
  document.body.classList.add('app-hidden-page')
  location.replace(session.endedUrl || '/')
}
