/** First script of the page: loads the installed extensions, then the app, so that both share their packages. */
/* global __webpack_init_sharing__, __webpack_share_scopes__ */

const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${url} could not be loaded`));
    script.src = url;
    document.head.append(script);
  });
}

async function loadExtension({ name, load }) {
  await loadScript(`${config.fullLabextensionsUrl}/${name}/${load}`);
  await __webpack_init_sharing__('default');
  await window._JUPYTERLAB[name].init(__webpack_share_scopes__.default);
}

async function bootstrap() {
  const results = await Promise.allSettled(config.federated_extensions.map(loadExtension));
  for (const { reason } of results) if (reason !== undefined) console.error(reason);
  const { main } = await import('./main.js');
  await main();
  document.getElementById('refscope-starting')?.remove();
}

bootstrap().catch(error => {
  console.error(error);
  const place = document.getElementById('refscope-starting-text');
  if (place !== null)
    place.textContent = `The app could not start: ${error.message}. Reload the page to try again.`;
});
