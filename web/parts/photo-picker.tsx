// A picture from the webcam or from a file, shown before it is kept.
import { Button, FileButton } from "@mantine/core";
import { IconCamera, IconPhoto, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { EN_PARTS } from "../words/en-parts.ts";
import { PictureView } from "./picture-view.tsx";
import { WebcamDialog } from "./webcam-dialog.tsx";
import css from "./photo-picker.module.css";

const words = EN_PARTS.photo;
const ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif";

interface PhotoPickerProps {
  readonly value: Blob | null;
  readonly onChange: (picture: Blob | null) => void;
}

export function PhotoPicker({ value, onChange }: PhotoPickerProps) {
  const [isShooting, setShooting] = useState(false);
  return (
    <div className={css.picker}>
      {value === null ? (
        <span className={css.none}>
          <IconCamera size={30} stroke={1.5} aria-hidden />
          <span className="only-read">{words.none}</span>
        </span>
      ) : (
        <PictureView picture={value} size={96} />
      )}
      <div className={css.ways}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCamera size={16} />}
          onClick={() => setShooting(true)}
        >
          {value === null ? words.webcam : words.retake}
        </Button>
        <FileButton accept={ACCEPT} onChange={(file) => file !== null && onChange(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconPhoto size={16} />}>
              {words.file}
            </Button>
          )}
        </FileButton>
        {value !== null && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconTrash size={16} />}
            onClick={() => onChange(null)}
          >
            {words.drop}
          </Button>
        )}
      </div>
      <WebcamDialog
        isOpen={isShooting}
        onClose={() => setShooting(false)}
        onPicture={(picture) => {
          setShooting(false);
          onChange(picture);
        }}
      />
    </div>
  );
}
