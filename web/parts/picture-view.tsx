// A picture that is not on the server yet, drawn as the square it will be.
import { useEffect, useRef } from "react";
import css from "./photo-picker.module.css";

interface PictureViewProps {
  readonly picture: Blob;
  readonly size: number;
}

export function PictureView({ picture, size }: PictureViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isStale = false;
    void createImageBitmap(picture).then(
      (image) => !isStale && canvas.current !== null && drawSquare(canvas.current, image),
      // A file that is no picture shows nothing here; the server says so when it is sent.
      () => undefined,
    );
    return () => {
      isStale = true;
    };
  }, [picture]);
  return (
    <canvas ref={canvas} width={size * 2} height={size * 2} className={css.view} aria-hidden />
  );
}

/** The middle of a picture, as large as the canvas. */
export function drawSquare(
  canvas: HTMLCanvasElement,
  image: CanvasImageSource & { readonly width: number; readonly height: number },
): void {
  const edge = Math.min(image.width, image.height);
  canvas
    .getContext("2d")
    ?.drawImage(
      image,
      (image.width - edge) / 2,
      (image.height - edge) / 2,
      edge,
      edge,
      0,
      0,
      canvas.width,
      canvas.height,
    );
}
