// The little that we use of `ws`: a WebSocket for Node, which brings no types of its own.
declare module "ws" {
  export default class WebSocket {
    constructor(address: string);
  }
}
