import { useT } from '../../../messages/LocaleProvider.tsx'
import { State } from '../../../ui/Mark.tsx'
import { Commands } from './Commands.tsx'
import type { StepProps } from './NodeChannel.tsx'

/** What a person runs on the node; Steward only shows it. */
export function InstallStep({ node, commands, isNow }: StepProps) {
  const t = useT()
  return (
    <>
      {isNow ? (
        <p className="s dim">{t('channel:installWhy')}</p>
      ) : (
        <p className="s">
          <State mark="ok">{t('channel:installDone')}</State>
        </p>
      )}
      <Commands key={node.state} label={t('channel:install')} text={commands.install} openFirst={isNow} />
    </>
  )
}
