/** What other projects import as `with-credentials/testing`: servers that remember what came, and the model's network over real ones. */
export { type LiveNetworkOptions, liveNetwork } from '../diagnose/liveNetwork.ts'
export { NoAnswer } from '../diagnose/noAnswer.ts'
export { emptyPage } from './empty-page.ts'
export { type Arrived, listen, type RecordingServer } from './listen.ts'
