import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

// jsdom knows the elements, not what they do: a dialog that opens, a popover that shows, an animation that ends.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  show(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  },
});
Object.assign(Document.prototype, { getAnimations: () => [] });
Object.assign(HTMLElement.prototype, { showPopover() {}, hidePopover() {}, togglePopover() {} });

// What is waited for comes when it comes; a busy machine is no reason to fail.
configure({ asyncUtilTimeout: 8_000 });

beforeEach(() => localStorage.clear());

afterEach(cleanup);
