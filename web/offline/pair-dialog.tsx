// The form to pair this browser, over whatever screen is open.
import { DialogBox } from "../parts/dialog-box.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { PairForm } from "./pair-form.tsx";

export function PairDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <DialogBox isOpen onClose={onClose} title={EN_OFFLINE.pairTitle}>
      <PairForm onClose={onClose} />
    </DialogBox>
  );
}
