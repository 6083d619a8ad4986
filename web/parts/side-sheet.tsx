// A sheet from the right for longer forms; what it belongs to stays visible beside it.
import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { EN_PARTS } from "../words/en-parts.ts";
import css from "./sheet.module.css";

interface SideSheetProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const WIDTH = 540;

export function SideSheet({ isOpen, title, onClose, children }: SideSheetProps) {
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size={WIDTH} padding="lg">
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        {/* Not a second header of the page. */}
        <Drawer.Header component="div">
          <Drawer.Title className={css.title ?? ""}>{title}</Drawer.Title>
          <Drawer.CloseButton size={44} iconSize={20} aria-label={EN_PARTS.close} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
