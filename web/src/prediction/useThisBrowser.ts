import { computed, readonly, shallowRef } from 'vue'
import type { Relation } from '../../../api/settings/settings.ts'
import type { Engine, Scenario } from '../../browser/scenario.ts'
import type { Login } from '../client/api.ts'
import { thisBrowserName } from '../lab/browser.ts'
import { engineOf } from './engine.ts'
import { type FoundPolicy, probeThirdPartyCookies, rememberedPolicy, rememberPolicy } from './probe.ts'

const own = engineOf(thisBrowserName())

/** What this browser does with third-party cookies; undefined until it is known. */
const policy = shallowRef<FoundPolicy | undefined>(rememberedPolicy())

/** The same in words; empty where its engine has no choice. */
const setting = computed(
  () =>
    ({
      allow: 'third-party cookies allowed',
      block: 'third-party cookies blocked',
      unknown: own === 'chromium' ? 'third-party cookies not known' : '',
      none: '',
    })[policy.value ?? 'none'],
)

/** A browser of an engine as the model knows it: this one with what is known of it, another by its engine alone. */
const browserFor = (engine: Engine): Scenario['browser'] =>
  engine === own && policy.value && policy.value !== 'unknown'
    ? { engine, thirdPartyCookies: policy.value }
    : { engine }

/** Finds out, once, what this browser does with third-party cookies. */
async function probe(originOf: (relation: Relation) => string | null, user: Login) {
  policy.value = own === 'chromium' ? await probeThirdPartyCookies(originOf, user) : 'unknown'
  rememberPolicy(policy.value)
}

/** The browser that shows the page: its engine, and what it does with third-party cookies. */
export function useThisBrowser() {
  return { own, policy: readonly(policy), setting, browserFor, probe }
}
