// The page that waits for a long import: says how far it is, and is drawn anew when the work is over.
// Without this script the link "Look again" does the same.
const EVERY = 2000

function draw (box, far) {
  const bar = box.querySelector('rect.app-fill-accent')
  const words = box.querySelector('p')
  if (!bar || !words || !far) return
  bar.setAttribute('width', String(far.total ? 398 * far.done / far.total : 0))
  bar.ownerSVGElement.setAttribute('aria-label', far.words)
  if (words.textContent !== far.words) words.textContent = far.words
}

async function ask (box) {
  const answer = await fetch(box.dataset.progress, { headers: { Accept: 'application/json' } })
  if (!answer.ok) return false
  const { state, far } = await answer.json()
  if (state !== 'reading' && state !== 'applying') {
    window.location.reload()
    return false
  }
  draw(box, far)
  return true
}

export function startProgress () {
  const box = document.querySelector('[data-progress]')
  if (!box) return
  const again = async () => {
    if (await ask(box).catch(() => true)) window.setTimeout(again, EVERY)
  }
  window.setTimeout(again, EVERY)
}
