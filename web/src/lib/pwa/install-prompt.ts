/** As Chromium offers it; no other browser knows it, nor does lib.dom. */
export interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>
}

let offered: InstallPrompt | undefined

/**
 * Takes the browser's own offer to install and keeps it until installing is useful: after a
 * booking. Before the page is live the browser may already have asked.
 */
export function takeInstallPrompt(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offered = event as InstallPrompt
  })
}

/** The browser's offer, if it has made one; it can be used once. */
export const installPrompt = (): InstallPrompt | undefined => offered

export function usedInstallPrompt(): void {
  offered = undefined
}
