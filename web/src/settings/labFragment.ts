import { remember, remembered } from '../look/useRemembered.ts'

const KEY = 'with-credentials.lab'

/** Remembers where the lab's knobs stand, as its address has them, for the other pages. */
export const rememberLabFragment = (fragment: string): void => remember(KEY, fragment)

/** Where the lab's knobs stood last; empty where all were at their defaults, or the lab was never open. */
export const labFragment = (): string => remembered(KEY) ?? ''
