// Sets or removes the picture.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useRemovePhoto, useSetPhoto } from "../api/member-changes.ts";
import { PhotoPicker } from "../parts/photo-picker.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { EN_PARTS } from "../words/en-parts.ts";
import css from "./form.module.css";

interface PhotoDialogProps {
  readonly isOpen: boolean;
  readonly member: MemberProfile;
  readonly onClose: () => void;
}

export function PhotoDialog({ isOpen, member, onClose }: PhotoDialogProps) {
  return (
    <DialogBox isOpen={isOpen} onClose={onClose} title={EN_MEMBERS.profile.photo}>
      <PhotoForm member={member} onClose={onClose} />
    </DialogBox>
  );
}

function PhotoForm({ member, onClose }: Omit<PhotoDialogProps, "isOpen">) {
  const [picture, setPicture] = useState<Blob | null>(null);
  const set = useSetPhoto();
  const remove = useRemovePhoto(member.id);
  const isBusy = set.isPending || remove.isPending;
  return (
    <div className={css.form}>
      <PhotoPicker value={picture} onChange={setPicture} />
      <ProblemNote error={set.error ?? remove.error} />
      <div className={css.actions}>
        <Button
          disabled={picture === null || remove.isPending}
          loading={set.isPending}
          onClick={() =>
            picture !== null && set.mutate({ id: member.id, picture }, { onSuccess: onClose })
          }
        >
          {EN_MEMBERS.form.save}
        </Button>
        {member.photoUrl !== null && (
          <Button
            variant="default"
            disabled={set.isPending}
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: onClose })}
          >
            {EN_PARTS.photo.remove}
          </Button>
        )}
        <Button variant="subtle" disabled={isBusy} onClick={onClose}>
          {EN_MEMBERS.form.cancel}
        </Button>
      </div>
    </div>
  );
}
