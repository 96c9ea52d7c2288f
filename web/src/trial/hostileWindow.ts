/** The window in which the hostile page is shown. */
export interface HostileWindow {
  goTo(url: string): void
  close(): void
}

/**
 * Opens the window empty: a browser allows that during a click alone. Null where it does not allow it. The window keeps its
 * opener, for without one it could not be led from attack to attack; what is shown in it is the lab's own.
 */
export function openHostileWindow(): HostileWindow | null {
  const opened = window.open('about:blank', '_blank', 'popup,width=560,height=420')
  return (
    opened && {
      goTo(url) {
        opened.location.replace(url)
      },
      close: () => opened.close(),
    }
  )
}
