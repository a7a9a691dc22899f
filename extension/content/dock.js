// The one element we add to a call page: a small launcher, or the sidebar docked beside the call.
// It never holds a word of the user's, never takes the focus by itself, and the page cannot look inside.

/** Room kept free below (and above) a sidebar that has to lie on the page, in CSS pixels. */
const dockInsets = { controls: 96, gap: 8 };

class Dock {
  /** @type {"nothing" | "launcher" | "sidebar"} */
  #shows = "nothing";
  #shape = shapedDock(null);
  #call = "";
  #host = ownElement();
  #root = this.#host.attachShadow({ mode: "closed" });
  #look = new CSSStyleSheet();
  #lookNow = "";
  #guard;
  #fullScreen = new FullScreen(this.#host, this.#root);
  #stage = document.createElement("div");
  #inSight = new Lease();
  #button = launcherButton();
  #edge = dockEdge();
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  #room = new PageRoom();
  /** Whether this page was asked to make room in its present layout, and did not. */
  #refused = false;
  #misses = 0;
  /** Whether our pages may be framed here. */
  #framable = true;
  #controls;
  #tell;

  /**
   * @param {string[]} controls selectors of what must stay within reach
   * @param {object} tell what has been done to the dock
   * @param {(change: Partial<DockShape>) => void} tell.change the user's hand has given it another shape
   * @param {() => void} tell.opened the user's hand has opened the sidebar here
   * @param {(surface: "panel" | "window") => void} tell.elsewhere the sidebar is wanted, but does not stand here
   * @param {() => void} tell.lost the page does not let us be, and everything of ours has been taken out
   * @param {AbortSignal} gone
   */
  constructor(controls, tell, gone) {
    this.#guard = new Guard(this.#host, this.#root, gone);
    this.#controls = controls.join(",");
    this.#tell = tell;
    this.#root.adoptedStyleSheets = [dockStyles(), this.#look];
    this.#stage.append(this.#button);
    this.#root.append(this.#stage);
    this.#button.addEventListener("click", (event) => event.isTrusted && this.#openByHand(event.detail === 0));
    followEdge(this.#edge, {
      shape: () => this.#shape,
      preview: (width) => this.#reshape({ width }, false),
      change: (change) => this.#changeByHand(change),
    });
  }

  get shows() {
    return this.#shows;
  }

  /** The room as `provider:room`; empty when it is not known. */
  get call() {
    return this.#call;
  }

  /** Whether the sidebar opens here at all, and not in a panel or a window. */
  get stands() {
    return this.#framable && this.#shape.surface === "dock";
  }

  /**
   * @param {"launcherOpen" | "launcherMany"} label of the launcher, by its name among the extension's messages
   * @param {boolean} framable whether our pages may be framed here
   */
  say(label, framable) {
    this.#framable = framable;
    this.#button.title = chrome.i18n.getMessage(label);
    this.#button.setAttribute("aria-label", this.#button.title);
  }

  /**
   * @param {"nothing" | "launcher" | "sidebar"} what
   * @param {string} call the room as `provider:room`, for the sidebar's address; empty when it is not known
   */
  show(what, call) {
    if (call !== this.#call) this.#dropFrame();
    this.#call = call;
    this.#askAgain();
    const hadFocus = this.#frame !== null && this.#root.activeElement === this.#frame;
    this.#shows = what;
    if (what !== "sidebar") this.#dropFrame();
    this.#draw();
    // Only a focus that was ours is moved: it must not fall back to the top of the page.
    if (hadFocus && what === "launcher") this.#button.focus();
  }

  /** @param {unknown} change */
  reshape(change) {
    this.#reshape(change, true);
  }

  /** Looks once more whether the page stands where it should. Called about once a second. */
  settle() {
    if (this.#shows === "nothing") return;
    this.#inSight.renew();
    this.#room.renew();
    if (this.#fullScreen.follow()) return this.measureAgain();
    if (this.#fullScreen.away) return;
    const found = this.#guard.look(this.#fullScreen.home);
    if (found === "lost") return this.#giveUp();
    if (found === "away") return this.#draw();
    if (!this.#docked || !this.#room.taken) return;
    const followed = this.#takeRoom();
    this.#misses = followed ? 0 : this.#misses + 1;
    // Call pages take a moment to lay themselves out again; meanwhile the controls are kept free.
    if (this.#misses > 1) {
      this.#refused = true;
      this.#giveRoom();
    }
    this.#place(followed);
  }

  /** Measures anew after the window or the page's state has changed. */
  measureAgain() {
    this.#askAgain();
    if (this.#shows !== "nothing") this.#draw();
  }

  /** Takes everything of ours out of the page. */
  remove() {
    this.#shows = "nothing";
    this.#dropFrame();
    this.#draw();
  }

  #giveUp() {
    this.remove();
    this.#guard.begin();
    this.#tell.lost();
  }

  /** The page may answer otherwise now: what made it refuse has changed. */
  #askAgain() {
    this.#refused = false;
    this.#misses = 0;
  }

  get #docked() {
    return this.#shows === "sidebar" && !this.#shape.collapsed;
  }

  /** @param {boolean} byKeyboard */
  #openByHand(byKeyboard) {
    const { surface } = this.#shape;
    if (!this.stands) return this.#tell.elsewhere(surface === "window" ? "window" : "panel");
    this.#tell.opened();
    this.#shows = "sidebar";
    this.#askAgain();
    if (this.#shape.collapsed) this.#changeByHand({ collapsed: false });
    else this.#draw();
    if (byKeyboard) this.#focusFrame();
  }

  #focusFrame() {
    const frame = this.#frame;
    frame?.focus();
    // A frame that is only now loading moves to a process of its own, and the focus does not move along.
    const again = () => {
      if (this.#root.activeElement !== frame) return;
      frame?.blur();
      frame?.focus();
    };
    frame?.addEventListener("load", again, { once: true });
  }

  /** @param {Partial<DockShape>} change */
  #changeByHand(change) {
    this.#reshape(change, true);
    this.#tell.change(change);
    if (change.collapsed) this.#button.focus({ preventScroll: true });
  }

  /**
   * @param {unknown} change
   * @param {boolean} done false while the edge is still being dragged
   */
  #reshape(change, done) {
    const before = this.#shape;
    this.#shape = shapedDock(change, before);
    if (before.side !== this.#shape.side) this.#askAgain();
    this.#draw(done);
  }

  #draw(done = true) {
    if (this.#shows === "nothing") {
      this.#giveRoom();
      this.#inSight.end();
      this.#host.remove();
      return;
    }
    this.#fullScreen.follow();
    const { home } = this.#fullScreen;
    if (this.#host.parentNode !== home) home?.append(this.#host);
    const { side, width } = this.#shape;
    const what = this.#docked ? "sidebar" : this.#shows === "sidebar" ? "tab" : "launcher";
    this.#stage.className = `${what} ${side}`;
    if (!this.#inSight.isHeld) this.#inSight.hold(this.#stage, { visibility: "visible" });
    if (this.#docked) this.#placeFrame();
    if (this.#frame) this.#frame.hidden = !this.#docked;
    this.#button.hidden = this.#docked;
    this.#edge.hidden = !this.#docked;
    this.#edge.setAttribute("aria-valuenow", String(width));
    const before = this.#room.taken;
    const beside = this.#docked && !this.#refused && this.#room.possible && this.#takeRoom();
    if (!this.#docked || this.#refused) this.#giveRoom();
    // Call pages lay out their tiles by script, and listen for this.
    else if (done && (before || this.#room.taken)) dispatchEvent(new Event("resize"));
    this.#place(beside);
  }

  #takeRoom() {
    return this.#room.take(this.#shape.width, this.#shape.side, () => this.#controlBoxes());
  }

  #giveRoom() {
    if (!this.#room.taken) return;
    this.#room.give();
    dispatchEvent(new Event("resize"));
  }

  /**
   * Gives the host the box of what it shows.
   * @param {boolean} beside whether the page has made room
   */
  #place(beside) {
    const { side, width } = this.#shape;
    this.#stage.classList.toggle("over", this.#docked && !beside);
    const insets = beside ? { top: 0, bottom: 0 } : this.#insets();
    const box = this.#docked
      ? { width: `${width}px`, height: "auto", top: `${insets.top}px`, bottom: `${insets.bottom}px` }
      : this.#shows === "sidebar"
        ? { width: "32px", height: "96px", top: "auto", bottom: "128px" }
        : { width: "44px", height: "44px", top: "auto", bottom: "128px" };
    const away = this.#shows === "launcher" ? "12px" : "0px";
    const style = {
      all: "initial",
      "color-scheme": "light dark",
      display: "block",
      position: "fixed",
      "z-index": "2147483647",
      // What is inside takes the clicks, as long as it is in sight.
      "pointer-events": "none",
      ...box,
      [side]: away,
      [side === "right" ? "left" : "right"]: "auto",
    };
    // Said from inside: there, what is important wins over all that the page's styles and attributes say.
    const rules = Object.entries(style).map(([name, value]) => `${name}: ${value} !important;`);
    const look = `:host { ${rules.join(" ")} }`;
    if (look !== this.#lookNow) this.#look.replaceSync(look);
    this.#lookNow = look;
  }

  /** How much to leave free above and below, where the sidebar has to lie on the page. */
  #insets() {
    const { side, width } = this.#shape;
    let { controls: bottom } = dockInsets;
    let top = 0;
    for (const box of this.#controlBoxes()) {
      const under = side === "right" ? box.right > innerWidth - width : box.left < width;
      if (!under) continue;
      if (box.top > innerHeight / 2) bottom = Math.max(bottom, innerHeight - box.top + dockInsets.gap);
      else top = Math.max(top, box.bottom + dockInsets.gap);
    }
    return top + bottom > innerHeight / 2 ? { top: 0, bottom: dockInsets.controls } : { top, bottom };
  }

  #controlBoxes() {
    return [...document.querySelectorAll(this.#controls)]
      .map((control) => control.getBoundingClientRect())
      .filter((box) => box.width > 0 && box.height > 0);
  }

  #placeFrame() {
    if (this.#frame) return;
    this.#frame = document.createElement("iframe");
    this.#frame.title = chrome.i18n.getMessage("dockTitle");
    this.#frame.allow = "clipboard-write";
    const about = this.#call ? `?call=${encodeURIComponent(this.#call)}` : "";
    this.#frame.src = `${chrome.runtime.getURL("sidebar.html")}${about}`;
    this.#stage.append(this.#edge, this.#frame);
  }

  #dropFrame() {
    this.#frame?.remove();
    this.#edge.remove();
    this.#frame = null;
  }
}
