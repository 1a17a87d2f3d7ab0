import { useSpeech, useT } from '../messages/LocaleProvider.tsx'
import { chooseTheme, useTheme } from '../theme/theme.ts'
import { Segmented } from '../ui/Segmented.tsx'

export function LanguageChoice() {
  const { t, locale, speak } = useSpeech()
  return (
    <Segmented
      label={t('shell:language')}
      value={locale}
      onChange={speak}
      options={[
        { value: 'en', label: 'English', lang: 'en' },
        { value: 'zh-CN', label: '简体中文', lang: 'zh-CN' },
      ]}
    />
  )
}

export function ThemeChoice() {
  const t = useT()
  return (
    <Segmented
      label={t('shell:theme')}
      value={useTheme()}
      onChange={chooseTheme}
      options={[
        { value: 'system', label: t('shell:themeSystem') },
        { value: 'light', label: t('shell:themeLight') },
        { value: 'dark', label: t('shell:themeDark') },
      ]}
    />
  )
}
