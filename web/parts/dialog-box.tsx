// A dialog in the middle for short questions.
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { EN_PARTS } from "../words/en-parts.ts";
import css from "./sheet.module.css";

interface DialogBoxProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: number;
  /** Over a side sheet that is open already. */
  readonly isOverSheet?: boolean;
}

const ABOVE_SHEET = 400;

export function DialogBox(props: DialogBoxProps) {
  const { isOpen, title, onClose, children, size = 480, isOverSheet = false } = props;
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={size}
      padding="lg"
      centered
      {...(isOverSheet && { zIndex: ABOVE_SHEET })}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content radius="lg">
        {/* Not a second header of the page. */}
        <Modal.Header component="div">
          <Modal.Title className={css.title ?? ""}>{title}</Modal.Title>
          <Modal.CloseButton size={44} iconSize={20} aria-label={EN_PARTS.close} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
