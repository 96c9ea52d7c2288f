import { shallowRef } from 'vue'
import type { ReportedCase } from '../../browser/report.ts'
import { getLab } from '../lab/control.ts'
import { settingsOf } from '../settings/moved.ts'
import { standsAlone } from './loadReport.ts'
import { pageOrigin } from './origins.ts'

/** The lab's page over each scheme: at its usual ports until the lab says otherwise. */
const pages = shallowRef({ http: pageOrigin('http'), https: pageOrigin('https') })

/** Asks the lab where its pages are. Where it runs without https, its http page says what to do. */
async function findLab() {
  if (standsAlone) return
  const lab = await getLab().catch(() => null)
  if (lab) pages.value = { http: lab.pages.http, https: lab.pages.https ?? lab.pages.http }
}

/** Links that open a case in the lab. */
export function useLabLink() {
  return {
    findLab,
    labLink: ({ moved, fragment }: Pick<ReportedCase, 'moved' | 'fragment'>) =>
      `${pages.value[settingsOf(moved).page]}/#${fragment}`,
  }
}
