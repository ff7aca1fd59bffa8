import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { RowList } from "./RowList";

const names = (count: number) => Array.from({ length: count }, (_, index) => `Rad ${index + 1}`);

function rows(count: number) {
  return (
    <RowList items={names(count)} keyOf={(name) => name}>
      {(name) => <a href={`#${name}`}>{name}</a>}
    </RowList>
  );
}

test("the arrow keys, Home and End walk the rows and stop at the ends", async () => {
  render(rows(3));
  const person = userEvent.setup();
  screen.getByRole("link", { name: "Rad 1" }).focus();

  await person.keyboard("{ArrowDown}");
  expect(screen.getByRole("link", { name: "Rad 2" })).toHaveFocus();
  await person.keyboard("{End}{ArrowDown}");
  expect(screen.getByRole("link", { name: "Rad 3" })).toHaveFocus();
  await person.keyboard("{Home}{ArrowUp}");
  expect(screen.getByRole("link", { name: "Rad 1" })).toHaveFocus();
});

test("a long list does not draw every row", () => {
  render(rows(10_000));
  expect(screen.queryAllByRole("link").length).toBeLessThan(100);
});
