// Saves a form while it is being written. The form says where: <form data-autosave data-autosave-url="...">.
//
// The answer is {"saved_at": "14:02", "revision": 7}. The revision goes back into the form, so that the next save
// is compared with this one. 409 means that a colleague changed the same question: the button then asks which to keep.

const PAUSE = 1500
const AGAIN = 15000
const forms = []

export function startAutosave () {
  for (const form of document.querySelectorAll('form[data-autosave]')) forms.push(new Autosave(form))
  document.addEventListener('visibilitychange', () => {
    const leaving = document.visibilityState === 'hidden'
    for (const form of forms) if (leaving || form.signedOut) form.save({ leaving })
  })
  window.addEventListener('focus', () => { for (const form of forms) if (form.signedOut) form.save() })
}

// Whether something that was typed could not be saved: the page must not go away by itself.
export function unsaved () {
  return forms.some((form) => form.changed && !form.sent)
}

// Saves whatever is not saved yet: before the session ends.
export function saveAll () {
  return Promise.all(forms.map((form) => form.save()))
}

class Autosave {
  constructor (form) {
    this.form = form
    this.changed = false
    this.sent = false
    this.stopped = false
    this.signedOut = false
    this.running = null
    form.addEventListener('input', (event) => this.notice(event))
    form.addEventListener('change', (event) => this.notice(event))
    form.addEventListener('submit', () => { this.sent = true; clearTimeout(this.timer) })
    window.addEventListener('pageshow', () => { this.sent = false })
  }

  notice (event) {
    if (event.target.type === 'file') return
    this.changed = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), PAUSE)
  }

  async save ({ leaving = false } = {}) {
    clearTimeout(this.timer)
    if (this.running) await this.running
    if (!this.changed || this.sent || this.stopped) return
    this.changed = false
    this.running = this.post(leaving)
    await this.running
    this.running = null
  }

  async post (leaving) {
    try {
      if (this.signedOut && !await this.backIn()) return this.failed(401)
      const reply = await fetch(this.form.dataset.autosaveUrl, {
        method: 'POST',
        body: this.body(),
        headers: { Accept: 'application/json', 'X-CSRFToken': this.field('csrf_token')?.value ?? '' },
        credentials: 'same-origin',
        redirect: 'error',
        keepalive: leaving
      })
      const answer = await reply.json().catch(() => ({}))
      if (reply.ok) this.saved(answer)
      else this.failed(reply.status, answer.message)
      this.signedOut = [400, 401].includes(reply.status)
    } catch {
      this.failed(0)
    }
  }

  // Somebody may have signed in again in another tab: only the same person goes on here, with the new token.
  async backIn () {
    const { tokenUrl, person } = document.body.dataset
    if (!tokenUrl) return true
    const reply = await fetch(tokenUrl, { headers: { Accept: 'application/json' }, credentials: 'same-origin', redirect: 'error' })
    const answer = await reply.json().catch(() => ({}))
    if (!reply.ok || answer.person !== person) return false
    document.body.dataset.csrfToken = answer.csrf_token
    for (const field of document.querySelectorAll('input[name=csrf_token]')) field.value = answer.csrf_token
    this.signedOut = false
    return true
  }

  // Files are sent with the button only.
  body () {
    const data = new FormData()
    for (const [name, value] of new FormData(this.form)) if (typeof value === 'string') data.append(name, value)
    return data
  }

  field (name) {
    return this.form.elements.namedItem(name)
  }

  saved ({ saved_at: at, revision }) {
    const field = this.field('revision')
    if (field && revision !== undefined) field.value = revision
    this.banner?.remove()
    this.banner = null
    this.line(`Saved ${at}.`, true)
  }

  failed (status, words) {
    this.changed = true
    this.line('Not saved.', false)
    if (status === 409) this.stopped = true
    else this.timer = setTimeout(() => this.save(), AGAIN)
    this.warn(words || explanation(status), status)
  }

  line (words, good) {
    const line = this.form.querySelector('[data-saved-line]') ?? document.querySelector('[data-saved-line]')
    if (!line) return
    line.querySelector('[data-saved-words]').textContent = words
    const mark = line.querySelector('svg')
    if (good && !mark) line.prepend(tick())
    if (!good && mark) mark.remove()
  }

  warn (words, status) {
    if (this.banner?.dataset.status === String(status)) { this.banner.lastChild.textContent = words; return }
    this.banner?.remove()
    this.banner = document.createElement('div')
    this.banner.className = 'app-banner app-banner--red'
    this.banner.setAttribute('role', 'alert')
    this.banner.dataset.status = status
    const heading = document.createElement('p')
    heading.className = 'app-banner__heading'
    heading.textContent = 'Your last changes are not saved'
    const text = document.createElement('p')
    text.textContent = words
    this.banner.append(heading)
    if (status === 401) this.banner.append(signIn())
    this.banner.append(text)
    document.getElementById('main').prepend(this.banner)
  }
}

function signIn () {
  const line = document.createElement('p')
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = document.body.dataset.endedUrl || '/sign-in'
  link.target = '_blank'
  link.rel = 'noopener'
  link.textContent = 'Sign in (opens a new tab)'
  line.append(link)
  return line
}

function explanation (status) {
  if (status === 401) return 'You were signed out. Sign in again in a new tab, and come back: this page keeps what you wrote and then saves it.'
  if (status === 403) return 'You may no longer write here. Copy what you wrote last.'
  if (status === 409) return 'A colleague changed the same answer. Use the save button: you will be asked which to keep.'
  if (status === 413) return 'This is more text than one section can hold.'
  if (status === 0) return 'There is no connection. Keep this page open: it tries again every 15 seconds.'
  return 'Use the save button. If that fails too, copy what you wrote last and try later.'
}

function tick () {
  const ns = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(ns, 'svg')
  for (const [name, value] of [['width', 18], ['height', 18], ['viewBox', '0 0 18 18'], ['aria-hidden', 'true']]) svg.setAttribute(name, value)
  const disc = document.createElementNS(ns, 'circle')
  for (const [name, value] of [['cx', 9], ['cy', 9], ['r', 9], ['fill', '#0b6b47']]) disc.setAttribute(name, value)
  const mark = document.createElementNS(ns, 'path')
  for (const [name, value] of [['d', 'M4.5 9.5l3 3 6-7'], ['fill', 'none'], ['stroke', '#fff'], ['stroke-width', '2.2']]) mark.setAttribute(name, value)
  svg.append(disc, mark)
  return svg
}
