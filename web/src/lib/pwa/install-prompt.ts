/** Chromium's BeforeInstallPromptEvent, which lib.dom does not define. */
export interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>
}

let offered: InstallPrompt | undefined

/**
 * Suppresses the browser's install prompt and stores its event, to show it after a booking. Call it before hydration,
 * because the event may come early.
 */
export function takeInstallPrompt(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offered = event as InstallPrompt
  })
}

/** The stored event, if any; it can be used once. */
export const installPrompt = (): InstallPrompt | undefined => offered

export function usedInstallPrompt(): void {
  offered = undefined
}
