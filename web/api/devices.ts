// Computers that are paired with a site, this one among them.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Device, DeviceRow, NewDevice } from "../../protocol/http/offline.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useDevices(isAllowed: boolean) {
  return useQuery({
    queryKey: keys.devices,
    queryFn: ({ signal }) => request<readonly DeviceRow[]>("/api/devices", { signal }),
    enabled: isAllowed,
  });
}

/** What this browser is paired as; null where it is not. Kept up to date by whoever keeps its book. */
export function useThisDevice() {
  return useQuery({ queryKey: keys.thisDevice, queryFn: () => readThisDevice(), enabled: false });
}

export function readThisDevice(): Promise<Device | null> {
  return request<Device | null>("/api/devices/this");
}

export function usePairDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (device: NewDevice) =>
      request<Device>("/api/devices", { method: "POST", json: device }),
    onSuccess: (device) => {
      client.setQueryData(keys.thisDevice, device);
      return client.invalidateQueries({ queryKey: keys.devices });
    },
  });
}

export function useRevokeDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>(`/api/devices/${id}`, { method: "DELETE" }),
    onSuccess: (_nothing, id) => {
      client.setQueryData<Device | null>(keys.thisDevice, (device) =>
        device?.id === id ? null : device,
      );
      return client.invalidateQueries({ queryKey: keys.devices });
    },
  });
}
