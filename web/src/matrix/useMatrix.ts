import { computed, shallowRef } from 'vue'
import type { FieldError, Relation } from '../../../api/settings/settings.ts'
import { readFragment, writeFragment } from '../settings/fragment.ts'
import { type Attributes, allColumns, sameColumn, startColumn, usualColumns } from './columns.ts'
import { type Filter, isShown } from './filter.ts'
import { loadReport } from './loadReport.ts'
import { createMatrix, type Matrix, type Position, positionOf } from './matrix.ts'
import { type Place, placesIn } from './places.ts'

/** What is known of the report. */
type State =
  | { name: 'loading' | 'none' }
  | { name: 'trouble'; message: string; advice: string }
  | { name: 'ready'; matrix: Matrix; places: Place[]; text: string }

const state = shallowRef<State>({ name: 'loading' })
const matrix = computed(() => (state.value.name === 'ready' ? state.value.matrix : null))

const filter = shallowRef<Filter>({ page: 'http', credentials: 'include', shown: 'everything', place: null })
/** The cell that is picked, in every engine's map. */
const cell = shallowRef<Pick<Position, 'relation' | 'attributes'>>({
  relation: 'cross-site',
  attributes: startColumn,
})
const wantsAll = shallowRef(false)
/** What the address said that is no setting. */
const refused = shallowRef<readonly FieldError[]>([])
const columns = computed(() => (wantsAll.value ? allColumns : usualColumns))

const position = computed<Position>(() => ({
  page: filter.value.page,
  credentials: filter.value.credentials,
  ...cell.value,
}))
const picked = computed(() => matrix.value?.caseAt(position.value))
/** What a link to the picked cell says: the knobs of its experiment. */
const fragment = computed(() => (picked.value ? writeFragment(picked.value.moved) : ''))

async function load() {
  state.value = { name: 'loading' }
  const loaded = await loadReport()
  if (loaded.name === 'ready') {
    const { report, text } = loaded
    state.value = { name: 'ready', matrix: createMatrix(report), places: placesIn(report), text }
    follow(location.hash)
    // Of a part of the matrix, the cell that is picked at first may not have run.
    const first = report.cases.find(({ part }) => part === 'cookies')
    if (!picked.value && first) goTo(positionOf(first))
  } else state.value = loaded
}

addEventListener('hashchange', () => follow(location.hash))

/** Goes to the cell that a fragment names, written as the lab writes it. */
function follow(hash: string) {
  const { moved, refused: wrong } = readFragment(hash)
  refused.value = wrong
  if (Object.keys(moved).length > 0) goTo(positionOf({ moved }))
}

function goTo({ page, credentials, relation, attributes }: Position) {
  filter.value = { ...filter.value, page, credentials }
  cell.value = { relation, attributes }
  if (!usualColumns.some((column) => sameColumn(column, attributes))) wantsAll.value = true
}

function pick(relation: Relation, attributes: Attributes) {
  cell.value = { relation, attributes }
  remember()
}

function turn(change: Partial<Filter>) {
  filter.value = { ...filter.value, ...change }
  remember()
}

function showAll(all: boolean) {
  wantsAll.value = all
  if (!all && !usualColumns.some((column) => sameColumn(column, cell.value.attributes))) {
    pick(cell.value.relation, startColumn)
  }
}

/** Shows where this decides; where it does so nowhere in the map, the map turns to where it does. */
function choosePlace(place: Place | null) {
  turn({ place, shown: 'everything' })
  if (!place || !matrix.value || showsSomething(matrix.value)) return
  const first = matrix.value.report.cases.find((one) => one.part === 'cookies' && place.decides(one))
  if (first) goTo(positionOf(first))
  remember()
}

function showsSomething(matrix: Matrix): boolean {
  const { page, credentials } = filter.value
  return matrix.report.cases.some((one) => {
    if (one.part !== 'cookies' || !isShown(one, filter.value, matrix)) return false
    const at = positionOf(one)
    const inColumns = columns.value.some((column) => sameColumn(column, at.attributes))
    return at.page === page && at.credentials === credentials && inColumns
  })
}

function remember() {
  refused.value = []
  history.replaceState(history.state, '', `#${fragment.value}`)
}

/** The report, what is shown of it, and which cell is picked. The URL's fragment follows. */
export function useMatrix() {
  return {
    state: computed(() => state.value),
    matrix,
    filter: computed(() => filter.value),
    columns,
    wantsAll: computed(() => wantsAll.value),
    cell: computed(() => cell.value),
    position,
    picked,
    fragment,
    refused: computed(() => refused.value),
    remember,
    load,
    pick,
    turn,
    showAll,
    choosePlace,
  }
}
