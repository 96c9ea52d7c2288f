import { h } from 'vue'

/** A sentence; what stands between backticks is shown to the letter. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 ? h('code', part) : part))
}
Prose.props = { text: { type: String, required: true } }
