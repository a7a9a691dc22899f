// Which call service an address belongs to. Shared with the background.

const providers = [meetProvider, zoomProvider, teamsProvider, webexProvider, jitsiProvider, wherebyProvider];

/**
 * The provider that an address belongs to; any other site only where it is asked for.
 * @param {string | undefined} url
 * @param {{site?: boolean}} [options]
 * @returns {Provider | undefined}
 */
function providerAt(url, { site = false } = {}) {
  const known = providers.find(({ host }) => addressAt(url ?? "", host) !== null);
  return known ?? (site && addressAt(url ?? "", siteProvider.host) ? siteProvider : undefined);
}
