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
    if (document.visibilityState === 'hidden') for (const form of forms) form.save({ leaving: true })
  })
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
    } catch {
      this.failed(0)
    }
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
    this.warn(words || explanation(status))
  }

  line (words, good) {
    const line = this.form.querySelector('[data-saved-line]') ?? document.querySelector('[data-saved-line]')
    if (!line) return
    line.querySelector('[data-saved-words]').textContent = words
    const mark = line.querySelector('svg')
    if (good && !mark) line.prepend(tick())
    if (!good && mark) mark.remove()
  }

  warn (words) {
    if (this.banner) { this.banner.lastChild.textContent = words; return }
    this.banner = document.createElement('div')
    this.banner.className = 'app-banner app-banner--red'
    this.banner.setAttribute('role', 'alert')
    const heading = document.createElement('p')
    heading.className = 'app-banner__heading'
    heading.textContent = 'Your last changes are not saved'
    const text = document.createElement('p')
    text.textContent = words
    this.banner.append(heading, text)
    document.getElementById('main').prepend(this.banner)
  }
}

function explanation (status) {
  if (status === 401 || status === 403) return 'You are no longer signed in here. Copy what you wrote last, sign in again and open this page.'
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
