import { Outlet } from '@tanstack/react-router'
import { HatchPattern } from '../ui/Sparkline.tsx'
import { RouteAnnouncer } from './RouteAnnouncer.tsx'

export function RootLayout() {
  return (
    <>
      <HatchPattern />
      <Outlet />
      <RouteAnnouncer />
    </>
  )
}
