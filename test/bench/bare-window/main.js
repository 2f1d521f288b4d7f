// The least that an Electron application can be: one window of the counter's size, one page, one field that has the focus.
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow } from 'electron'

app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  new BrowserWindow({ width: 1366, height: 768 }).loadFile(fileURLToPath(new URL('index.html', import.meta.url)))
})
