// Which provider an address belongs to.

const providers = [meetProvider, zoomProvider];

/**
 * The provider that an address belongs to.
 * @param {string | undefined} url
 * @param {{site?: boolean}} [options] `site` to take a site that the user has added by hand, too
 * @returns {Provider | undefined}
 */
function providerAt(url, options) {
  const address = URL.parse(url ?? "");
  if (address?.protocol !== "https:") return undefined;
  void options;
  return providers.find(({ host }) => host.test(address.host));
}
