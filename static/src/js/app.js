// Comfort on top of pages that work without it. Nothing here is needed to save, send or read anything.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, PasswordInput, Radios, SkipLink, createAll
} from './govuk-frontend.min.js'
import { startAutosave } from './autosave.js'
import { startHiding } from './hide.js'
import { startProgress } from './progress.js'
import { startSession } from './session.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
startHiding()

createAll(Button, { preventDoubleClick: true })
for (const component of [CharacterCount, Checkboxes, ErrorSummary, FileUpload, PasswordInput, Radios, SkipLink]) {
  createAll(component)
}

startAutosave()
startProgress()
startSession()

// What a message says is heard and seen first, unless an error summary has already taken the focus.
const message = document.querySelector('[data-flash]')
if (message && !document.querySelector('.govuk-error-summary')) message.focus({ preventScroll: true })
