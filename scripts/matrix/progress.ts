/** Says how far a run is, how fast it goes and how long it will take. */
export function progress(total: number, now: () => number = Date.now): (done: number) => string {
  const began = now()
  return (done) => {
    const seconds = (now() - began) / 1000
    const rate = done / Math.max(seconds, 0.001)
    const left = Math.ceil((total - done) / Math.max(rate, 0.001))
    return `${done} of ${total}, ${rate.toFixed(0)} a second, ${duration(left)} left`
  }
}

const duration = (seconds: number) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
