/** The page of somebody who is signed in is loaded while the connection is made, not before: whoever is new need not wait for it. */
export const loadShell = () => import('./shell.tsx')
