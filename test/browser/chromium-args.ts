// What Chromium is told when it starts.

/** Chromium counts the last list alone, so Playwright's own is in it; `test/support/chromium-args.spec.ts` holds that none of it is missing. */
const FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding',
  'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch',
  'msForceBrowserSignIn', 'msEdgeUpdateLaunchServicesPreferredVersion',
  // Two pages of the browser's own for its address bar, in each window: a sixth of all that a short test asks of the processors.
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup',
]

export const CHROMIUM_ARGS = [
  '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', `--disable-features=${FEATURES_OFF.join()}`,
]
